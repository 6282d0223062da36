package dev.signet.idp.detection;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/** How many within which time. In settings: {@code 20 per 10m}. */
record Threshold(int count, Duration period) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6}) per (\\d+(?:ms|[smhd]))");

    /** A rule that looks further back would read too much each time. */
    private static final Duration LONGEST = Duration.ofDays(1);

    Threshold {
        if (count < 1 || !period.isPositive() || period.compareTo(LONGEST) > 0) {
            throw notUnderstood();
        }
    }

    /** Reads a setting. The binder of settings finds this method by its name, if it is public. */
    public static Threshold valueOf(String text) {
        var parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw notUnderstood();
        }
        return new Threshold(Integer.parseInt(parts.group(1)), DurationStyle.SIMPLE.parse(parts.group(2)));
    }

    private static InvalidSettingException notUnderstood() {
        return new InvalidSettingException(
                "a threshold below idp.detection is not of the form \"20 per 10m\", with a day at most");
    }
}
