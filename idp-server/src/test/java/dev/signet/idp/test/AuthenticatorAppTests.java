package dev.signet.idp.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6238 Appendix B, the last six of its eight digits. */
class AuthenticatorAppTests {

    private final AuthenticatorApp app =
            AuthenticatorApp.withKey("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void showsTheCodesOfTheSpecification(long second, String code) {
        assertThat(app.code(Instant.ofEpochSecond(second))).isEqualTo(code);
    }
}
