package dev.signet.idp.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Signs JWTs with the key that is signing at this moment. */
@Service
public class JwtSigner {

    private final KeyRing ring;
    private final GenuineTokens genuine;

    JwtSigner(KeyRing ring, GenuineTokens genuine) {
        this.ring = ring;
        this.genuine = genuine;
    }

    /**
     * Signs {@code claims} as they are.
     *
     * @param algorithm {@code RS256}, {@code PS256}, {@code ES256} or {@code EdDSA}
     * @param type the {@code typ} header: {@code at+jwt} for access tokens (RFC 9068 §2.1), {@code JWT} for ID tokens
     * @param claims JSON values; an {@link Instant} becomes seconds since the epoch (RFC 7519 §2, NumericDate)
     * @return compact serialization, with {@code kid}
     */
    public String sign(String algorithm, String type, Map<String, ?> claims) {
        var key = ring.signingKey(SigningAlgorithm.valueOf(algorithm));
        var header = new JWSHeader.Builder(key.stored().algorithm().jws())
                .type(new JOSEObjectType(type))
                .keyID(key.stored().kid())
                .build();
        var jws = new JWSObject(header, new Payload(json(claims)));
        try {
            jws.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("could not sign with " + key, e);
        }
        var text = jws.serialize();
        genuine.add(text, jws.getPayload().toJSONObject().get("exp"));
        return text;
    }

    private static Map<String, Object> json(Map<String, ?> claims) {
        var json = new LinkedHashMap<String, Object>();
        claims.forEach((name, value) -> json.put(name, value instanceof Instant time ? time.getEpochSecond() : value));
        return json;
    }
}
