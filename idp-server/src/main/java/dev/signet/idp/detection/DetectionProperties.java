package dev.signet.idp.detection;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules that look for attacks in the audit trail. Thresholds are written {@code 20 per 10m}.
 *
 * @param bruteForce wrong passwords for one account
 * @param spraying identifiers for which one address had wrong passwords
 * @param stuffing identifiers for which there were wrong passwords, from many addresses altogether
 * @param stuffingAddresses from how many addresses at least they have to come
 * @param massRead people whose personal data one administrator looked at in full
 * @param workingHours when administrators work, as {@code 07:00-20:00}; what they do at other times raises an alert. Every
 *     hour where it is not set
 * @param timeZone where that is, such as {@code Europe/Berlin}
 * @param mail whether security officers are told by mail; administrators, where there are none
 * @param retention how long alerts are kept that somebody looked at
 */
@ConfigurationProperties("idp.detection")
record DetectionProperties(
        @DefaultValue("10 per 1h") Threshold bruteForce,
        @DefaultValue("15 per 10m") Threshold spraying,
        @DefaultValue("100 per 10m") Threshold stuffing,
        @DefaultValue("20") int stuffingAddresses,
        @DefaultValue("100 per 1h") Threshold massRead,
        @Nullable String workingHours,
        @DefaultValue("UTC") String timeZone,
        @DefaultValue("true") boolean mail,
        @DefaultValue("400d") Duration retention) {

    private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

    DetectionProperties {
        if (stuffingAddresses < 1) {
            throw new InvalidSettingException("idp.detection.stuffing-addresses must be at least 1");
        }
        if (!retention.isPositive()) {
            throw new InvalidSettingException("idp.detection.retention must be positive");
        }
        try {
            ZoneId.of(timeZone);
            if (workingHours != null) {
                Hours.of(workingHours);
            }
        } catch (DateTimeException e) {
            throw new InvalidSettingException(
                    "idp.detection.working-hours must be written as 07:00-20:00, and idp.detection.time-zone as Europe/Berlin");
        }
    }

    ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /** From {@code begin} until just before {@code end}, over midnight if that is earlier. */
    record Hours(LocalTime begin, LocalTime end) {

        static Hours of(String text) {
            var parts = HOURS.matcher(text.strip());
            if (!parts.matches()) {
                throw new DateTimeException("no hours: " + text);
            }
            return new Hours(LocalTime.parse(parts.group(1)), LocalTime.parse(parts.group(2)));
        }

        boolean include(LocalTime time) {
            var isAfterBegin = !time.isBefore(begin);
            var isBeforeEnd = time.isBefore(end);
            return begin.isBefore(end) ? isAfterBegin && isBeforeEnd : isAfterBegin || isBeforeEnd;
        }
    }
}
