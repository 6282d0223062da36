package dev.signet.idp.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.idp.detection.DetectionProperties.Hours;
import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTests {

    @Test
    void readsHowManyWithinWhichTime() {
        assertThat(Threshold.valueOf(" 20 per 10m ")).isEqualTo(new Threshold(20, Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "0 per 1m", "20 per 2d", "20 per 0s", "-1 per 1m", "20 per minute"})
    void refusesWhatItCannotUse(String text) {
        assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Threshold.valueOf(text));
    }

    @ParameterizedTest
    @CsvSource({
        "07:00-20:00, 07:00, true",
        "07:00-20:00, 19:59, true",
        "07:00-20:00, 20:00, false",
        "07:00-20:00, 03:00, false",
        "22:00-06:00, 23:00, true",
        "22:00-06:00, 05:59, true",
        "22:00-06:00, 12:00, false",
    })
    void knowsWorkingHoursOverMidnightToo(String hours, LocalTime time, boolean isWithin) {
        assertThat(Hours.of(hours).include(time)).isEqualTo(isWithin);
    }

    @ParameterizedTest
    @CsvSource({"7-20, UTC", "07:00-25:00, UTC", "07:00-20:00, Mars/Olympus"})
    void refusesHoursThatAreNone(String hours, String zone) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new DetectionProperties(
                        Threshold.valueOf("1 per 1m"),
                        Threshold.valueOf("1 per 1m"),
                        Threshold.valueOf("1 per 1m"),
                        1,
                        Threshold.valueOf("1 per 1m"),
                        hours,
                        zone,
                        true,
                        Duration.ofDays(1)));
    }
}
