package dev.signet.idp.setup;

import dev.signet.idp.access.Roles;
import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.settings.IdpProperties;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The link through which the first administrator is made. There is at most one that works. */
@Component
public class SetupLink {

    private final SetupLinkRepository links;
    private final Roles roles;
    private final IdpProperties idp;
    private final SetupProperties settings;
    private final Clock clock;

    SetupLink(SetupLinkRepository links, Roles roles, IdpProperties idp, SetupProperties settings, Clock clock) {
        this.links = links;
        this.roles = roles;
        this.idp = idp;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new link, which ends the one before it; empty once there is an administrator. Its secret is kept nowhere. */
    public Optional<URI> renew() {
        if (roles.anyAdministrator()) {
            return Optional.empty();
        }
        var secret = RandomSecret.next();
        var now = clock.instant();
        links.replace(TokenHash.of(secret), now, now.plus(settings.linkLifetime()));
        return Optional.of(URI.create(idp.url("/setup?token=" + secret)));
    }

    /** How long a new link can be used. */
    public Duration lifetime() {
        return settings.linkLifetime();
    }

    boolean isUsable(String secret) {
        return links.isUsable(TokenHash.of(secret), clock.instant()) && !roles.anyAdministrator();
    }

    /** To be called in the transaction that makes the administrator. Only the first caller is told true. */
    boolean consume(String secret) {
        return links.consume(TokenHash.of(secret), clock.instant()) && !roles.anyAdministrator();
    }

    /** The same for an administrator who is made without a link; says whether it is the first. */
    boolean close() {
        links.close(clock.instant());
        return !roles.anyAdministrator();
    }
}
