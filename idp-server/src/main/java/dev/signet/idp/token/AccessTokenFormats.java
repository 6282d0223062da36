package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.signingkey.JwtSigner;
import dev.signet.idp.signingkey.SigningKeys;
import dev.signet.idp.signingkey.VerifiedJwt;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How the claims of an access token are written down: as a JWT of RFC 9068, signed with ES256, or so that only we can read them. */
@Component
class AccessTokenFormats {

    private static final String TYPE = "at+jwt";
    static final String ALGORITHM = "ES256";

    private final JwtSigner signer;
    private final SigningKeys keys;
    private final OpaqueTokens opaque;

    AccessTokenFormats(JwtSigner signer, SigningKeys keys, OpaqueTokens opaque) {
        this.signer = signer;
        this.keys = keys;
        this.opaque = opaque;
    }

    String write(Map<String, Object> claims, Client client) {
        return client.hasOpaqueAccessTokens() ? opaque.encode(claims) : signer.sign(ALGORITHM, TYPE, claims);
    }

    /** The claims of what {@link #write} made, in either format: a client may have changed it since. */
    Optional<Map<String, Object>> read(String token) {
        return OpaqueTokens.isOne(token)
                ? opaque.decode(token)
                : keys.verify(token).filter(it -> TYPE.equals(it.type())).map(VerifiedJwt::claims);
    }
}
