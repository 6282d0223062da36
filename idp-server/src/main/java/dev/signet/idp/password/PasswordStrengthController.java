package dev.signet.idp.password;

import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.user.EmailAddress;
import dev.signet.idp.web.BusyException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Says how strong a password is while it is typed, for the script of pages where one is chosen. Keeps nothing and logs
 * nothing; the password is in the body, which no log sees.
 */
@Controller
class PasswordStrengthController {

    /** Measuring keeps a processor busy, so there is no point in more at once. */
    private static final int MOST_AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int LONGEST_NAME = 256;

    private final PasswordStrength strength;
    private final PasswordPolicy policy;
    private final MessageSource messages;
    private final Limits limits;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    PasswordStrengthController(
            PasswordStrength strength, PasswordPolicy policy, MessageSource messages, Limits limits) {
        this.strength = strength;
        this.policy = policy;
        this.messages = messages;
        this.limits = limits;
    }

    /** What is being typed, and who its owner says to be. */
    record Typed(
            @Nullable String password,
            @Nullable String email,
            @Nullable String username,
            @Nullable String name) {

        PasswordOwner owner() {
            var address = EmailAddress.parse(Objects.requireNonNullElse(email, ""))
                    .or(() -> EmailAddress.parse(Objects.requireNonNullElse(username, "")))
                    .orElseGet(() -> new EmailAddress("nobody@invalid"));
            var called = Objects.requireNonNullElse(name, "");
            return PasswordOwner.newcomer(address, called.substring(0, Math.min(called.length(), LONGEST_NAME)));
        }

        @Override
        public String toString() {
            return "Typed[redacted]";
        }
    }

    /**
     * The answer, in the reader's language.
     *
     * @param score from 0 to 4
     * @param label the score in a word
     * @param problems the rules that the password breaks
     */
    record Answer(int score, String label, List<String> problems) {}

    /** JSON whatever the caller says that it accepts. */
    @PostMapping("/password/strength")
    ResponseEntity<Answer> measure(Typed typed, Locale language) {
        limits.take(Attempt.of(Limit.PASSWORD_STRENGTH, Subject.caller())).orThrow();
        if (!turns.tryAcquire()) {
            throw new BusyException(Duration.ofSeconds(1));
        }
        try {
            var estimate = strength.of(Objects.requireNonNullElse(typed.password(), ""), typed.owner());
            var label = messages.getMessage("password.strength." + estimate.score(), null, language);
            var problems = estimate.violations().stream()
                    .map(it -> messages.getMessage(
                            "password.violation." + it, new Object[] {policy.limitOf(it)}, language))
                    .toList();
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Answer(estimate.score(), label, problems));
        } finally {
            turns.release();
        }
    }
}
