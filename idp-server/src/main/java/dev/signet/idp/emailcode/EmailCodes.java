package dev.signet.idp.emailcode;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.mail.Mail;
import dev.signet.idp.mail.Mails;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends codes and checks them. */
@Service
class EmailCodes {

    /** Time enough for a slow mail server. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    static final int MOST_TRIES = 5;
    static final int MOST_PER_HOUR = 5;

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration COUNTED = Duration.ofHours(1);
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}-]");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final EmailCodeRepository codes;
    private final Mails mails;
    private final DerivedKeys.Authenticator mac;
    private final Clock clock;

    EmailCodes(EmailCodeRepository codes, Mails mails, DerivedKeys keys, Clock clock) {
        this.codes = codes;
        this.mails = mails;
        this.mac = keys.authenticator("email-code");
        this.clock = clock;
    }

    /**
     * Sends a new code; those that were sent before go on working for the pages that asked for them.
     *
     * @param language for an account that says none
     * @return by what the page that asks for the code names it, which is no secret; empty if one was sent a minute ago,
     *     or several within the hour
     */
    @Transactional
    Optional<UUID> send(Account account, Locale language) {
        var now = clock.instant();
        codes.lock(account.id());
        if (codes.countSince(account.id(), now.minus(PAUSE)) > 0
                || codes.countSince(account.id(), now.minus(COUNTED)) >= MOST_PER_HOUR) {
            return Optional.empty();
        }
        var code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        var id = UUID.randomUUID();
        codes.insert(id, account.id(), macOf(id, code), now);
        mails.send(Mail.notice("email-code", account, language)
                .words(code.substring(0, 3) + " " + code.substring(3))
                .within(LIFETIME));
        return Optional.of(id);
    }

    /** Uses up the code of {@code id}, if it is {@code account}'s and was typed right. */
    boolean use(AccountId account, UUID id, String typed) {
        var now = clock.instant();
        var expected = codes.countTry(id, account, now.minus(LIFETIME), MOST_TRIES);
        var actual = macOf(id, SPACES.matcher(typed).replaceAll(""));
        return expected.filter(it -> MessageDigest.isEqual(it, actual)).isPresent() && codes.use(id, now);
    }

    private byte[] macOf(UUID id, String code) {
        return mac.code((id + ":" + code).getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    static ExpiredRows expiredEmailCodes(EmailCodeRepository codes, Clock clock) {
        return new ExpiredRows(
                "email_code", limit -> codes.deleteSentBefore(clock.instant().minus(COUNTED), limit));
    }
}
