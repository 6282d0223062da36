package dev.signet.idp.recovery;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.protection.Lockdown;
import dev.signet.idp.user.Account;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an account away from whoever has got into it, and gives it back to the owner of its mailbox. */
@Service
public class AccountRescue {

    private final Lockdown lockdown;
    private final Links links;
    private final RecoveryProperties settings;

    AccountRescue(Lockdown lockdown, Links links, RecoveryProperties settings) {
        this.lockdown = lockdown;
        this.links = links;
        this.settings = settings;
    }

    /**
     * Locks {@code account} down, in the caller's transaction.
     *
     * @param account as it is now; its address has to be the owner's
     * @param reason in words, for the audit trail
     * @param since see {@link Lockdown#of}
     * @return the page where a new password is chosen; a secret for the browser of whoever proved to be the owner
     */
    @Transactional
    public URI of(Account account, String reason, @Nullable Instant since) {
        lockdown.of(account.id(), reason, since);
        return links.issue(
                new NewLink(Recovery.PURPOSE, account.email(), account.id(), Map.of(), settings.linkLifetime()));
    }
}
