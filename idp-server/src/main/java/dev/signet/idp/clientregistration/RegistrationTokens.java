package dev.signet.idp.clientregistration;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The registration access tokens (RFC 7592 §3), one for each client that registered itself. */
@Component
class RegistrationTokens {

    private final RegistrationTokenRepository tokens;
    private final Clock clock;

    RegistrationTokens(RegistrationTokenRepository tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Makes the client's token; the only copy. */
    String issue(String clientId) {
        var token = RandomSecret.next();
        tokens.insert(clientId, TokenHash.of(token), clock.instant());
        return token;
    }

    boolean fits(String clientId, @Nullable String token) {
        return token != null && tokens.fits(clientId, TokenHash.of(token));
    }
}
