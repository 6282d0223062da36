package dev.signet.idp.protection;

import dev.signet.idp.link.Links;
import dev.signet.idp.link.NewLink;
import dev.signet.idp.user.Account;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Service;

/** The links "This was not me", for those who write notices. */
@Service
public class NotMeLinks {

    /** The page that links lead to, which is also what they are for. */
    static final String PURPOSE = "/not-me";

    /** Kept with a link: from when on nothing is trusted. */
    static final String SINCE = "since";

    private final Links links;
    private final Suspicion suspicion;
    private final ProtectionProperties settings;

    NotMeLinks(Links links, Suspicion suspicion, ProtectionProperties settings) {
        this.links = links;
        this.suspicion = suspicion;
        this.settings = settings;
    }

    /**
     * A link for the notice of something that happens to {@code account} now. It is one of many: whoever got in would
     * otherwise end it by causing another notice.
     */
    public URI issue(Account account) {
        return links.issue(new NewLink(
                PURPOSE,
                account.email(),
                account.id(),
                Map.of(SINCE, suspicion.begins(account.id()).toString()),
                settings.linkLifetime(),
                true));
    }

    public Duration lifetime() {
        return settings.linkLifetime();
    }
}
