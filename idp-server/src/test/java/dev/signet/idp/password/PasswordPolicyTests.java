package dev.signet.idp.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.signet.idp.settings.InvalidSettingException;
import dev.signet.idp.user.EmailAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class PasswordPolicyTests {

    private static final EmailAddress ADA = new EmailAddress("ada.lovelace@example.com");

    private final PasswordPolicy policy =
            new PasswordPolicy(new PasswordProperties(12, 128, 5, 0, null), new CommonPasswords());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "Grüße aus 東京 🦉!",
                "xK3%vQ9#mZ1!",
                "my dog eats 14 socks",
                "84719305526187",
                "password manager of my aunt"
            })
    void acceptsWhatIsLongAndNotWorn(String password) {
        assertThat(policy.violationsOf(password, ADA)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password1234",
                "P@ssw0rd!!2026",
                "123456789012",
                "qwertyuiopas",
                "iloveyouforever",
                "AdminAdmin123",
                "aaaaaaaaaaaaaaa",
                "abcabcabcabc",
                "1q2w3e4r5t6y",
                "!!!letmein2026!!!",
                "changemechangeme",
                "1234567890qwerty",
                "snowballsnoopy",
                "christianbasketball1"
            })
    void refusesWhatIsTriedFirst(String password) {
        assertThat(policy.violationsOf(password, ADA)).contains(PasswordViolation.TOO_COMMON);
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(policy.violationsOf("🦉🐈🐕🦊🐻🐼🐨🐯🦁🐮🐷", ADA)).containsExactly(PasswordViolation.TOO_SHORT);
        assertThat(policy.violationsOf("🦉🐈🐕🦊🐻🐼🐨🐯🦁🐮🐷🐸", ADA)).isEmpty();
        assertThat(policy.violationsOf("ab cd ef gh ".repeat(11), ADA)).containsExactly(PasswordViolation.TOO_LONG);
        assertThat(policy.violationsOf("ab cd ef gh ".repeat(10), ADA)).isEmpty();
    }

    @Test
    void refusesTheirOwnAddress() {
        assertThat(policy.violationsOf("Ada.Lovelace@example.com", ADA)).containsExactly(PasswordViolation.IS_EMAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada.lovelace1815",
                "LovelaceLovelace",
                "Augusta-Lovelace-7",
                "ecalevoL-1815!!",
                "ada@example.com!",
                "Signet-Lovelace1"
            })
    void refusesWhatIsLittleMoreThanTheirName(String password) {
        var owner = PasswordOwner.newcomer(ADA, "Augusta Ada King", "");

        assertThat(policy.violationsOf(password, owner)).contains(PasswordViolation.TOO_SIMILAR);
    }

    @Test
    void allowsTheirNameAmongOtherWords() {
        var owner = PasswordOwner.newcomer(ADA, "Augusta Ada King");

        assertThat(policy.violationsOf("king of the analytical engine", owner)).isEmpty();
    }

    @Test
    void asksForKindsOfCharactersOnlyWhereAnOperatorDoes() {
        var strict = new PasswordPolicy(new PasswordProperties(12, 128, 5, 3, null), new CommonPasswords());

        assertThat(strict.violationsOf("correcthorsebatterystaple", ADA))
                .containsExactly(PasswordViolation.TOO_UNIFORM);
        assertThat(strict.violationsOf("Correct horse battery", ADA)).isEmpty();
        assertThat(strict.limitOf(PasswordViolation.TOO_UNIFORM)).isEqualTo(3);
        assertThat(policy.violationsOf("correcthorsebatterystaple", ADA)).isEmpty();
    }

    @Test
    void estimatesHowLongGuessingTakes() {
        var strength = new PasswordStrength(policy);
        var owner = PasswordOwner.newcomer(ADA);

        assertThat(strength.of("Password1234", owner).score()).isZero();
        assertThat(strength.of("ada.lovelace1815", owner).score()).isZero();
        assertThat(strength.of("short", owner).violations()).contains(PasswordViolation.TOO_SHORT);
        assertThat(strength.of("correct horse battery staple", owner).score()).isEqualTo(4);
        assertThat(strength.of("x".repeat(200), owner).score()).isZero();
        assertTimeout(Duration.ofSeconds(5), () -> strength.of("aA1!bB2@".repeat(16), owner));
    }

    @Test
    void refusesSettingsThatAreTooWeak() {
        assertThatThrownBy(() -> new PasswordProperties(7, 128, 5, 0, null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("idp.password.min-length");
        assertThatThrownBy(() -> new PasswordProperties(12, 32, 5, 0, null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("idp.password.max-length");
        assertThatThrownBy(() -> hashing(19, 1)).hasMessageContaining("idp.password.hashing.iterations");
        assertThatThrownBy(() -> hashing(7, 4)).hasMessageContaining("must be at least 5");
        assertThatThrownBy(() -> hashing(1, 20)).hasMessageContaining("idp.password.hashing.memory");
        assertThatThrownBy(() -> hashing(1024, 5)).hasMessageContaining("must not exceed 4GB");
        assertThat(hashing(7, 5).cost()).isEqualTo(new Argon2.Cost(7168, 5));
    }

    private static PasswordHashingProperties hashing(int megabytes, int iterations) {
        return new PasswordHashingProperties(
                DataSize.ofMegabytes(megabytes),
                iterations,
                0,
                8,
                Duration.ofSeconds(1),
                PasswordHashingProperties.Implementation.AUTO);
    }
}
