package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Permission;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionTextsTests {

    @ParameterizedTest
    @EnumSource
    void sayWhatThePermissionIsFor(Permission permission) {
        var texts = ResourceBundle.getBundle("messages-admin", Locale.ROOT);

        assertThat(texts.keySet())
                .contains("admin.permission." + permission.value().replace(':', '.'));
    }
}
