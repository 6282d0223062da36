package dev.signet.idp.totp;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Compares what somebody typed with what an app shows. */
@Component
class TotpCodes {

    private static final Duration TIME_STEP = Duration.ofSeconds(30);
    private static final int STEPS_OF_DRIFT = 1;
    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}-]");

    private final GoogleAuthenticator totp = new GoogleAuthenticator();
    private final Clock clock;

    TotpCodes(Clock clock) {
        this.clock = clock;
    }

    /**
     * Finds the time step for which {@code typed} is the one-time password of {@code key}.
     *
     * <p>Accepts the current step and one step either side, so a clock may be off by up to 30 seconds. Store the step
     * before anybody is signed in: RFC 6238 §5.2 forbids to accept a code twice.
     *
     * @param typed as it came; spaces between the digits are usual and do not matter
     * @return the matched step, in 30-second units since the Unix epoch, or empty if the code is wrong or stale
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6238#section-5.2">RFC 6238 §5.2, validation and time-step size</a>
     */
    OptionalLong matchingStep(TotpKey key, String typed) {
        var digits = SPACES.matcher(typed).replaceAll("");
        if (!SIX_DIGITS.matcher(digits).matches()) {
            return OptionalLong.empty();
        }
        var code = Integer.parseInt(digits);
        var secret = key.base32();
        var currentStep = clock.millis() / TIME_STEP.toMillis();
        for (var step = currentStep + STEPS_OF_DRIFT; step >= currentStep - STEPS_OF_DRIFT; step--) {
            if (code == totp.getTotpPassword(secret, step * TIME_STEP.toMillis())) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }
}
