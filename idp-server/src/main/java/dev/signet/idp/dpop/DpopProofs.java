package dev.signet.idp.dpop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.settings.MutualTlsAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Checks the DPoP proof of a request, wherever one may come.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-4.3">RFC 9449 §4.3, checking DPoP proofs</a>
 */
@Service
public class DpopProofs {

    public static final String HEADER = "DPoP";

    /** Carries the nonce for the next proof (RFC 9449 §8.1). */
    public static final String NONCE_HEADER = "DPoP-Nonce";

    /** As {@code dpop_signing_alg_values_supported} names them. */
    public static final List<String> ALGORITHMS = List.of("PS256", "ES256", "EdDSA");

    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
    private static final int LONGEST = 8 * 1024;

    private final DpopNonces nonces;
    private final UsedProofRepository used;
    private final DpopProperties properties;
    private final IdpProperties idp;
    private final MutualTlsAddress mutualTls;
    private final Clock clock;

    DpopProofs(
            DpopNonces nonces,
            UsedProofRepository used,
            DpopProperties properties,
            IdpProperties idp,
            MutualTlsAddress mutualTls,
            Clock clock) {
        this.nonces = nonces;
        this.used = used;
        this.properties = properties;
        this.idp = idp;
        this.mutualTls = mutualTls;
        this.clock = clock;
    }

    /** Every way {@link #check} can end. */
    public sealed interface Outcome {

        /** There is no proof. Whether that is in order is for the caller to say. */
        record Absent() implements Outcome {}

        /**
         * Whoever sent the request holds the key.
         *
         * @param thumbprint of the key (RFC 7638 with SHA-256), as {@code jkt} and {@code dpop_jkt} have it
         */
        record Proved(String thumbprint) implements Outcome {}

        /** {@code use_dpop_nonce}: the proof is to be made again with this nonce (RFC 9449 §8). */
        record NonceNeeded(String nonce) implements Outcome {}

        /** {@code invalid_dpop_proof}. */
        record Refused(String reason) implements Outcome {}
    }

    /**
     * Checks the proof of {@code request} and uses it up. Call it outside a transaction, and before anything is done: a
     * refused request must change nothing.
     *
     * @param accessToken what the proof comes with, at a protected resource; null elsewhere
     * @param nonceRequired whether the client's registration demands a nonce; the installation may demand one too
     */
    public Outcome check(HttpServletRequest request, @Nullable String accessToken, boolean nonceRequired) {
        // 1. There is not more than one DPoP HTTP request header field
        var headers = Collections.list(request.getHeaders(HEADER));
        if (headers.isEmpty()) {
            return new Outcome.Absent();
        }
        if (headers.size() > 1) {
            return new Outcome.Refused("more than one DPoP header");
        }
        // 2. The DPoP HTTP request header field value is a single and well-formed JWT
        try {
            if (headers.getFirst().length() > LONGEST) {
                return new Outcome.Refused("too long");
            }
            var proof = SignedJWT.parse(headers.getFirst());
            return check(proof, proof.getJWTClaimsSet(), new Target(request, accessToken, nonceRequired));
        } catch (ParseException | IllegalArgumentException e) { // nimbus reports bad input by either
            return new Outcome.Refused("not a JWT of the form that RFC 9449 asks for");
        }
    }

    /** The nonce to send along, so that the next proof can have it; empty where none is asked for. */
    public Optional<String> nonce(boolean nonceRequired) {
        return asksForNonce(nonceRequired) ? Optional.of(nonces.current()) : Optional.empty();
    }

    private record Target(
            HttpServletRequest request, @Nullable String accessToken, boolean nonceRequired) {}

    private Outcome check(SignedJWT proof, JWTClaimsSet claims, Target target) throws ParseException {
        var header = proof.getHeader();
        var key = header.getJWK();
        // 4. The typ JOSE Header Parameter has the value dpop+jwt
        if (!TYPE.equals(header.getType())) {
            return new Outcome.Refused("typ is not dpop+jwt");
        }
        // 5. alg indicates a registered asymmetric algorithm, is not none, is supported and acceptable
        if (!ALGORITHMS.contains(header.getAlgorithm().getName())) {
            return new Outcome.Refused("alg must be one of " + String.join(", ", ALGORITHMS));
        }
        // 7. The jwk JOSE Header Parameter does not contain a private key
        if (key == null || key.isPrivate()) {
            return new Outcome.Refused("jwk must be a public key");
        }
        // 6. The JWT signature verifies with the public key contained in the jwk
        if (!DpopKeys.verify(proof, key)) {
            return new Outcome.Refused("the signature does not fit the jwk");
        }
        return check(claims, key, target, clock.instant());
    }

    private Outcome check(JWTClaimsSet claims, JWK key, Target target, Instant now) throws ParseException {
        // 3. All required claims per Section 4.2 are contained in the JWT
        var id = claims.getJWTID();
        if (id == null || id.isBlank()) {
            return new Outcome.Refused("jti is missing");
        }
        // 8. The htm claim matches the HTTP method of the current request
        if (!target.request().getMethod().equals(claims.getStringClaim("htm"))) {
            return new Outcome.Refused("htm is not the method of the request");
        }
        // 9. The htu claim matches the HTTP URI value ... ignoring any query and fragment parts
        if (!isOurs(claims.getStringClaim("htu"), target.request())) {
            return new Outcome.Refused("htu is not the address of the request");
        }
        // 10. If the server provided a nonce value to the client, the nonce claim matches
        var nonce = claims.getStringClaim("nonce");
        if (nonce == null ? asksForNonce(target.nonceRequired()) : !nonces.isValid(nonce)) {
            return new Outcome.NonceNeeded(nonces.current());
        }
        // 11. The creation time of the JWT ... is within an acceptable window
        if (!isTimely(claims, now)) {
            return new Outcome.Refused("iat is missing or too far from our time");
        }
        // 12. ath matches the hash of the access token
        if (target.accessToken() != null && !hash(target.accessToken()).equals(claims.getStringClaim("ath"))) {
            return new Outcome.Refused("ath is not the hash of the access token");
        }
        var thumbprint = thumbprint(key);
        // §11.1: a jti is taken once; the key is part of it, so that nobody uses up somebody else's
        return used.insertIfAbsent(
                        TokenHash.of(thumbprint + '.' + id),
                        now.plus(properties.tolerance().multipliedBy(2)))
                ? new Outcome.Proved(thumbprint)
                : new Outcome.Refused("used before");
    }

    private boolean asksForNonce(boolean nonceRequired) {
        return nonceRequired || properties.requireNonce();
    }

    /** Behind a proxy the request line may say something else; clients know us by the issuer, or by the address for mutual TLS. */
    private boolean isOurs(@Nullable String htu, HttpServletRequest request) {
        var path = request.getRequestURI();
        return htu != null
                && Stream.concat(Stream.of(idp.url(path)), mutualTls.url(path).stream())
                        .map(TargetUri::normal)
                        .anyMatch(TargetUri.normal(htu)::equals);
    }

    /** {@code exp} and {@code nbf} are not asked for, and hold where they are given. */
    private boolean isTimely(JWTClaimsSet claims, Instant now) {
        var tolerance = properties.tolerance();
        var issued = instant(claims.getIssueTime());
        var expires = instant(claims.getExpirationTime());
        var notBefore = instant(claims.getNotBeforeTime());
        return issued != null
                && !issued.isBefore(now.minus(tolerance))
                && !issued.isAfter(now.plus(tolerance))
                && (expires == null || now.isBefore(expires.plus(tolerance)))
                && (notBefore == null || !notBefore.isAfter(now.plus(tolerance)));
    }

    private static @Nullable Instant instant(@Nullable Date time) {
        return time == null ? null : time.toInstant();
    }

    private static String hash(String accessToken) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(TokenHash.of(accessToken).bytes());
    }

    private static String thumbprint(JWK key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
