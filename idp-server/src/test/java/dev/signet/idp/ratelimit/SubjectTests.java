package dev.signet.idp.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTests {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7, ::ffff:192.0.2.7",
        "2001:db8:1:2::1, 2001:DB8:1:2:ffff:ffff:ffff:ffff",
        "2001:db8:0:0::1, 2001:db8::2",
    })
    void isOneNetworkInEverySpelling(String one, String other) {
        assertThat(Subject.address(one)).isEqualTo(Subject.address(other));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 192.0.2.8", "2001:db8:1:2::1, 2001:db8:1:3::1", "192.0.2.7, unknown"})
    void isAnotherNetworkWhereItIsAnother(String one, String other) {
        assertThat(Subject.address(one)).isNotEqualTo(Subject.address(other));
    }

    @Test
    void cannotBePutTogetherSoThatItIsAnother() {
        assertThat(Subject.client("a").and(Subject.client("bc")))
                .isNotEqualTo(Subject.client("ab").and(Subject.client("c")));
        var id = UUID.randomUUID();
        assertThat(Subject.account(id)).isNotEqualTo(Subject.device(id));
    }

    @Test
    void isNotWrittenOut() {
        assertThat(Subject.address("192.0.2.7").and(Subject.identifier("ada@example.com")))
                .hasToString("Subject[address+identifier]");
    }
}
