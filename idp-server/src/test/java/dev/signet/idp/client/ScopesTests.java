package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class ScopesTests {

    private final Scopes scopes = new ClientFixture(
                    TestDatabase.migrated(), new TestClock(Instant.parse("2026-11-22T10:00:00Z")), Map.of())
            .scopes;

    @Test
    void areThoseOfOpenIdConnectFromTheStart() {
        assertThat(scopes.namesForApplications())
                .containsExactly("openid", "profile", "email", "address", "phone", "offline_access");
        assertThat(scopes.find("email").orElseThrow().claims()).containsExactly("email", "email_verified");
        assertThat(scopes.find("profile").orElseThrow().claims()).hasSize(14);
        assertThat(scopes.find("orders:read")).isEmpty();
    }

    @Test
    void areThoseOfTheApiForAdministratorsToo() {
        assertThat(scopes.find("admin:clients:read").orElseThrow().isForAdministration())
                .isTrue();
        assertThat(scopes.names()).containsAll(scopes.namesForApplications()).contains("admin:audit:read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void haveATextForTheConsentPageInEveryLanguage(String language) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);

        assertThat(BuiltInScopes.ALL)
                .allSatisfy(scope -> assertThat(messages.getMessage(scope.messageKey(), null, Locale.of(language)))
                        .isNotBlank());
    }
}
