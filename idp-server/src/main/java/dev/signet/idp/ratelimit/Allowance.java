package dev.signet.idp.ratelimit;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * How much a limit allows. In settings: {@code 5 per 15m, block 1m up to 1h}.
 *
 * <p>The period begins with the first attempt that is counted. Whoever uses the allowance up within it is blocked from
 * that moment on: for {@code block} the first time, twice as long each time that follows soon, at most {@code longest}.
 *
 * @param attempts how many within a period
 * @param block the period, unless the setting says otherwise
 * @param longest the same as {@code block}, unless the setting says otherwise; also how long after a block the next one
 *     counts as following soon
 */
record Allowance(int attempts, Duration period, Duration block, Duration longest) {

    private static final String TIME = "\\d+(?:ms|[smhd])";
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,9}) per (%s)(?:, block (%s)(?: up to (%s))?)?".formatted(TIME, TIME, TIME));

    Allowance {
        if (attempts < 1 || !period.isPositive() || !block.isPositive() || longest.compareTo(block) < 0) {
            throw notUnderstood();
        }
    }

    /** Reads a setting. The binder of settings finds this method by its name, if it is public. */
    public static Allowance valueOf(String text) {
        var parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw notUnderstood();
        }
        var period = time(parts.group(2), Duration.ZERO);
        var block = time(parts.group(3), period);
        return new Allowance(Integer.parseInt(parts.group(1)), period, block, time(parts.group(4), block));
    }

    private static Duration time(@Nullable String text, Duration otherwise) {
        return text == null ? otherwise : DurationStyle.SIMPLE.parse(text);
    }

    /** Without the name of the setting, which is not known here. */
    private static InvalidSettingException notUnderstood() {
        return new InvalidSettingException(
                "a limit below idp.limits is not of the form \"5 per 15m\" or \"5 per 15m, block 1m up to 1h\"");
    }
}
