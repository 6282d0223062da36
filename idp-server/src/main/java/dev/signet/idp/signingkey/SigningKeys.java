package dev.signet.idp.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What can be done with the public keys: show them, and recognise our own signatures. Answered from memory. */
@Service
public class SigningKeys {

    private final KeyRing ring;
    private final GenuineTokens genuine;

    SigningKeys(KeyRing ring, GenuineTokens genuine) {
        this.ring = ring;
        this.genuine = genuine;
    }

    /** The key set to publish; at most ten seconds behind the database. */
    public PublishedJwks publishedJwks() {
        return ring.jwks();
    }

    /**
     * Verifies a signature with a published key of ours.
     *
     * <p>The key decides the algorithm (RFC 8725 §3.1), so {@code none} and HMAC never verify; keys and addresses in
     * the header are ignored, and a {@code crit} header is refused.
     *
     * <p>A text that was found genuine before is not computed again while it is remembered. Its key is looked up every
     * time, so what a withdrawn key signed is refused whether it is remembered or not.
     *
     * @param jws compact serialization
     * @return empty if it is no JWS with a JSON object in it, of an unknown or expired key, or was changed
     */
    public Optional<VerifiedJwt> verify(String jws) {
        try {
            var object = JWSObject.parse(jws);
            var header = object.getHeader();
            if (header.getKeyID() == null) {
                return Optional.empty();
            }
            var key = ring.published(header.getKeyID());
            if (key.isEmpty()
                    || !key.get().isFor(header)
                    || !(genuine.contains(jws) || object.verify(key.get().verifier()))) {
                return Optional.empty();
            }
            var type = header.getType();
            return Optional.ofNullable(object.getPayload().toJSONObject()).map(claims -> {
                genuine.add(jws, claims.get("exp"));
                return new VerifiedJwt(type == null ? null : type.getType(), claims);
            });
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty(); // nimbus reports bad input by either
        }
    }
}
