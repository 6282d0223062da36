package dev.signet.idp.link;

import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.EmailAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A link that works, or just did.
 *
 * @param address the mailbox that it went to, which whoever has it reads
 */
public record MailedLink(EmailAddress address, @Nullable AccountId account, Map<String, String> data) {

    /** What its page has to know under {@code name}. */
    public Optional<String> data(String name) {
        return Optional.ofNullable(data.get(name));
    }

    @Override
    public String toString() {
        return "MailedLink[redacted]";
    }
}
