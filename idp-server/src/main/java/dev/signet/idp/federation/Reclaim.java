package dev.signet.idp.federation;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.device.Devices;
import dev.signet.idp.link.Links;
import dev.signet.idp.login.SignInStages;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives an account whose address nobody had confirmed to the owner of that address, who came at last. Somebody may have
 * made it for them, and wait: everything by which that person could come back goes, and so does what they wrote into the
 * profile. The account keeps its id, so relying parties go on knowing the owner by it.
 */
@Service
class Reclaim {

    private static final String REASON = "account reclaimed";

    private final Accounts accounts;
    private final Passwords passwords;
    private final Authenticators authenticators;
    private final Identities identities;
    private final Doors doors;
    private final ApplicationEventPublisher events;

    Reclaim(
            Accounts accounts,
            Passwords passwords,
            Authenticators authenticators,
            Identities identities,
            Doors doors,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.authenticators = authenticators;
        this.identities = identities;
        this.doors = doors;
        this.events = events;
    }

    /** In the caller's transaction. */
    void of(Account account, UpstreamIdentity owner, LinkReason proof) {
        doors.shut(account);
        passwords.remove(account.id());
        Arrays.stream(Kind.values()).forEach(it -> authenticators.removeAll(account.id(), it));
        identities.unlinkAll(account.id());
        accounts.describe(account.id(), inPlaceOf(account.claims(), owner.claims()));
        accounts.verifyEmail(account.id(), account.email());
        events.publishEvent(new AccountReclaimed(account.id(), proof.key()));
    }

    /** What the owner says, and nothing of what whoever was there before said. */
    private static Map<String, @Nullable Object> inPlaceOf(Map<String, Object> before, Map<String, Object> said) {
        var changes = new HashMap<String, @Nullable Object>();
        before.keySet().forEach(it -> changes.put(it, null));
        changes.putAll(said);
        return changes;
    }

    /** Everything through which somebody is in an account already. */
    @Service
    static class Doors {

        private final BrowserSessions sessions;
        private final Grants grants;
        private final SignInStages stages;
        private final Devices devices;
        private final Links links;

        Doors(BrowserSessions sessions, Grants grants, SignInStages stages, Devices devices, Links links) {
            this.sessions = sessions;
            this.grants = grants;
            this.stages = stages;
            this.devices = devices;
            this.links = links;
        }

        @Transactional
        public void shut(Account account) {
            sessions.endAll(account.id(), REASON);
            grants.revokeAll(account.id(), REASON);
            stages.endAll(account.id());
            devices.forgetAll(account.id());
            links.revokeAll(account.id());
        }
    }
}
