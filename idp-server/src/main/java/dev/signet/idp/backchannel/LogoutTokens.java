package dev.signet.idp.backchannel;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.signingkey.JwtSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.4). */
@Component
class LogoutTokens {

    private static final String TYPE = "logout+jwt";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** What the specification recommends at most. */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final JwtSigner signer;
    private final IdpProperties idp;
    private final Clock clock;

    LogoutTokens(JwtSigner signer, IdpProperties idp, Clock clock) {
        this.signer = signer;
        this.idp = idp;
        this.clock = clock;
    }

    /** @param id the same for every try, so that a relying party knows a repetition by its {@code jti} */
    String issue(String clientId, String algorithm, LogoutPayload ended, UUID id) {
        var now = clock.instant();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", idp.issuer().toString());
        claims.put("sub", ended.sub());
        claims.put("aud", clientId);
        claims.put("iat", now);
        claims.put("exp", now.plus(LIFETIME));
        claims.put("jti", id.toString());
        claims.put("events", Map.of(EVENT, Map.of()));
        claims.put("sid", ended.sid());
        return signer.sign(algorithm, TYPE, claims);
    }
}
