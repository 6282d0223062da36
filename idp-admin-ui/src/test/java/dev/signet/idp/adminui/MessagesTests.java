package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MessagesTests {

    @Test
    void saysTheSameInBothLanguages() throws IOException {
        var english = load("/messages-admin.properties");
        var german = load("/messages-admin_de.properties");

        assertThat(german.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        assertThat(english.values()).doesNotContain("");
        assertThat(german.values()).doesNotContain("");
    }

    private static Properties load(String name) throws IOException {
        try (var in = Objects.requireNonNull(MessagesTests.class.getResourceAsStream(name))) {
            var messages = new Properties();
            messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return messages;
        }
    }
}
