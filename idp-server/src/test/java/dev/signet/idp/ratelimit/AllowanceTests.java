package dev.signet.idp.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5 per 1m                         | 5    | PT1M  | PT1M | PT1M
            5 per 15m, block 1m              | 5    | PT15M | PT1M | PT1M
            5 per 15m, block 1m up to 1h     | 5    | PT15M | PT1M | PT1H
             1000 per 1d, block 90s up to 2h | 1000 | PT24H | PT1M30S | PT2H
            """)
    void isReadFromASetting(String text, int attempts, Duration period, Duration block, Duration longest) {
        assertThat(Allowance.valueOf(text)).isEqualTo(new Allowance(attempts, period, block, longest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5 per",
                "five per 1m",
                "0 per 1m",
                "5 per 0s",
                "-5 per 1m",
                "5 per 1 minute",
                "5 per 1m block 1m",
                "5 per 1m, block 1h up to 1m",
                "5 per 1m, block 0s",
                "9999999999 per 1m",
                "5 per 1m, block"
            })
    void isRefusedInOneSentenceIfItIsNotOfTheForm(String text) {
        assertThatThrownBy(() -> Allowance.valueOf(text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("idp.limits");
    }

    @Test
    void canBeOfEveryLimit() {
        var settings = TestLimits.settings();
        for (var limit : Limit.values()) {
            assertThat(limit.in(settings).attempts()).as(limit.settingName()).isPositive();
        }
    }
}
