package dev.signet.idp.recovery;

import dev.signet.idp.device.Devices;
import dev.signet.idp.link.Links;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.user.Account;
import java.net.URI;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an account away from whoever has got into it, and gives it back to the owner of its mailbox. */
@Service
public class AccountRescue {

    private final Lockout lockout;
    private final Devices devices;
    private final Passwords passwords;
    private final Links links;
    private final RecoveryProperties settings;

    AccountRescue(Lockout lockout, Devices devices, Passwords passwords, Links links, RecoveryProperties settings) {
        this.lockout = lockout;
        this.devices = devices;
        this.passwords = passwords;
        this.links = links;
        this.settings = settings;
    }

    /**
     * Ends every session, grant, mailed link and known browser of {@code account} and takes its password away, in the
     * caller's transaction. Second factors stay.
     *
     * @param account as it is now; its address has to be the owner's
     * @param reason in words, for the audit trail
     * @return the page where a new password is chosen; a secret for the browser of whoever proved to be the owner
     */
    @Transactional
    public URI of(Account account, String reason) {
        lockout.of(account.id(), reason);
        devices.forgetAll(account.id());
        passwords.remove(account.id());
        return links.issue(
                new NewLink(Recovery.PURPOSE, account.email(), account.id(), Map.of(), settings.linkLifetime()));
    }
}
