package dev.signet.idp.mail;

import dev.signet.idp.outbox.Courier;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * Why an SMTP server did not take a mail.
 *
 * @param code its reply (RFC 5321 §4.2); null if it gave none
 * @param reason for administrators; the server's own text stays out, because it names addresses
 */
record SmtpReply(@Nullable Integer code, String reason) {

    /**
     * Permanent by their first digit, but about how we are set up and not about the mail: authentication or encryption
     * is missing or wrong (RFC 4954 §6, RFC 3207 §4). An operator mends that, and then the mail goes out.
     */
    private static final Set<Integer> ABOUT_US = Set.of(530, 534, 535, 538);

    static SmtpReply of(MailException failure) {
        if (failure instanceof MailAuthenticationException) {
            return new SmtpReply(null, "the SMTP server refused user name or password");
        }
        return causes(failure).stream()
                .flatMap(it -> code(it).stream())
                .findFirst()
                .map(code -> new SmtpReply(code, "the SMTP server replied " + code))
                .orElseGet(() -> new SmtpReply(null, "the SMTP server could not be reached: " + innermost(failure)));
    }

    /** RFC 5321 §4.2.1: what begins with 5 will not be taken by trying again. */
    Courier.Outcome outcome() {
        var isPermanent = code != null && code / 100 == 5 && !ABOUT_US.contains(code);
        return isPermanent ? new Courier.Outcome.GiveUp(reason) : new Courier.Outcome.Retry(reason);
    }

    private static Optional<Integer> code(Throwable failure) {
        return switch (failure) {
            case SMTPAddressFailedException it -> Optional.of(it.getReturnCode());
            case SMTPSenderFailedException it -> Optional.of(it.getReturnCode());
            case SMTPSendFailedException it -> Optional.of(it.getReturnCode());
            default -> Optional.empty();
        };
    }

    /** What went wrong with the one mail, in the order in which it is told. */
    private static List<Throwable> causes(MailException failure) {
        var first = failure instanceof MailSendException sending
                ? Stream.of(sending.getMessageExceptions())
                : Stream.<Exception>of();
        return Stream.concat(first, Stream.of(failure))
                .flatMap(SmtpReply::chain)
                .toList();
    }

    /** Innermost first: a refused address says more than the mail that failed with it. */
    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.<Throwable>iterate(failure, it -> it != null, SmtpReply::next).toList().reversed().stream();
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException chained ? chained.getNextException() : failure.getCause();
    }

    private static String innermost(MailException failure) {
        return causes(failure).getFirst().getClass().getSimpleName();
    }
}
