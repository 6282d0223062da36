package dev.signet.idp.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.user.Violation.Rule;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("OpenID Connect Core 1.0 §5.1 standard claims")
class StandardClaimsTests {

    @Test
    void acceptsEveryStandardClaim() {
        assertThat(StandardClaims.violationsOf(Map.ofEntries(
                        Map.entry("name", "Zoë Müller-Lüdenscheidt 🦉"),
                        Map.entry("given_name", "Zoë"),
                        Map.entry("family_name", "Müller-Lüdenscheidt"),
                        Map.entry("middle_name", "M."),
                        Map.entry("nickname", "zo"),
                        Map.entry("preferred_username", "zoe"),
                        Map.entry("profile", "https://example.com/zoe"),
                        Map.entry("picture", "https://example.com/zoe.png"),
                        Map.entry("website", "http://example.com"),
                        Map.entry("gender", "female"),
                        Map.entry("birthdate", "1990-02-28"),
                        Map.entry("zoneinfo", "Europe/Berlin"),
                        Map.entry("locale", "de-CH"),
                        Map.entry("phone_number", "+49 30 123"),
                        Map.entry("phone_number_verified", true),
                        Map.entry(
                                "address",
                                Map.of("formatted", "Way 1\n10115 Berlin", "locality", "Berlin", "country", "DE")))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "email", "email_verified", "updated_at", "role", "is_admin", "Name", ""})
    void refusesClaimsThatAreNotTheirsToSet(String claim) {
        assertThat(StandardClaims.violationsOf(Map.of(claim, "x"))).containsExactly(new Violation(claim, Rule.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada\nAdmin",
                "Ada\u0000",
                "Ada\u202Enimda",
                "Ada\u2066",
                "Ada\u200B",
                "<b>Ada</b>",
                "Ada\uD800",
                "Ada\u2028"
            })
    void refusesNamesThatForgeOrHide(String name) {
        assertThat(StandardClaims.violationsOf(Map.of("name", name)))
                .containsExactly(new Violation("name", Rule.FORBIDDEN_CHARACTER));
    }

    @ParameterizedTest
    @CsvSource({
        "birthdate, 1990-02-30, NOT_DATE",
        "birthdate, 28.02.1990, NOT_DATE",
        "zoneinfo, Berlin, NOT_TIME_ZONE",
        "locale, German (Swiss), NOT_LOCALE",
        "profile, javascript:alert(1), NOT_URL",
        "picture, /zoe.png, NOT_URL",
        "website, https://user:secret@example.com, NOT_URL",
        "name, '   ', BLANK"
    })
    void refusesTextThatIsNotWhatTheClaimHolds(String claim, String value, Rule rule) {
        assertThat(StandardClaims.violationsOf(Map.of(claim, value))).containsExactly(new Violation(claim, rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1990", "0000-02-29", "1990-02-28"})
    void acceptsEveryFormOfABirthdate(String birthdate) {
        assertThat(StandardClaims.violationsOf(Map.of("birthdate", birthdate))).isEmpty();
    }

    @Test
    void refusesWrongTypes() {
        assertThat(StandardClaims.violationsOf(Map.of("name", 7)))
                .containsExactly(new Violation("name", Rule.NOT_TEXT));
        assertThat(StandardClaims.violationsOf(Map.of("phone_number_verified", "yes")))
                .containsExactly(new Violation("phone_number_verified", Rule.NOT_BOOLEAN));
        assertThat(StandardClaims.violationsOf(Map.of("address", "Berlin")))
                .containsExactly(new Violation("address", Rule.NOT_OBJECT));
        assertThat(StandardClaims.violationsOf(Map.of("address", Map.of("planet", "Earth", "region", 1))))
                .containsExactlyInAnyOrder(
                        new Violation("address.planet", Rule.UNKNOWN), new Violation("address.region", Rule.NOT_TEXT));
    }

    @Test
    void addsWhatTheAccountKnowsBesides() {
        var account = new Account(
                AccountId.random(),
                new EmailAddress("ada@example.com"),
                true,
                AccountStatus.ACTIVE,
                Map.of("given_name", "Ada", "family_name", "Lovelace"),
                Instant.EPOCH,
                Instant.ofEpochSecond(1_700_000_000));

        assertThat(StandardClaims.of(account))
                .isEqualTo(Map.of(
                        "given_name", "Ada",
                        "family_name", "Lovelace",
                        "email", "ada@example.com",
                        "email_verified", true,
                        "updated_at", 1_700_000_000L));
        assertThat(account.displayName()).isEqualTo("Ada Lovelace");
        assertThat(account.toString()).doesNotContain("Ada").doesNotContain("example.com");
    }
}
