package dev.signet.idp.clientauthentication;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.idp.client.Client;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.settings.MutualTlsAddress;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks the assertion of a client that authenticates by {@code private_key_jwt}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-3">RFC 7523 §3, JWT format and processing</a>
 */
@Component
class AssertionVerifier {

    static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    /** No type, the general one, or the one made for this; never a proof or a request object of the same key. */
    private static final Set<JOSEObjectType> TYPES =
            Set.of(JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"));

    /** How far a client's clock may be off. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    /** How far ahead an assertion may expire. Its id is kept for as long. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private final ClientKeys keys;
    private final UsedAssertionRepository used;
    private final IdpProperties idp;
    private final MutualTlsAddress mutualTls;
    private final Clock clock;

    AssertionVerifier(
            ClientKeys keys, UsedAssertionRepository used, IdpProperties idp, MutualTlsAddress mutualTls, Clock clock) {
        this.keys = keys;
        this.used = used;
        this.idp = idp;
        this.mutualTls = mutualTls;
        this.clock = clock;
    }

    /** Why {@code assertion} does not authenticate {@code client}, or empty if it does. Uses the assertion up. */
    Optional<Refusal> refusal(Client client, SignedJWT assertion) {
        var header = assertion.getHeader();
        if (header.getType() != null && !TYPES.contains(header.getType())) {
            return Optional.of(Refusal.ASSERTION_TYPE);
        }
        if (!isAllowed(header.getAlgorithm(), client.tokenEndpointAuthSigningAlg())) {
            return Optional.of(Refusal.ASSERTION_ALGORITHM);
        }
        if (!keys.verify(client, assertion)) {
            return Optional.of(Refusal.ASSERTION_SIGNATURE);
        }
        try {
            if (client.assertionsNameTheIssuerOnly() && !namesTheIssuerOnly(assertion)) {
                return Optional.of(Refusal.ASSERTION_AUDIENCE);
            }
            return refusal(client, assertion.getJWTClaimsSet(), clock.instant());
        } catch (ParseException e) {
            return Optional.of(Refusal.ASSERTION_MALFORMED);
        }
    }

    private static boolean isAllowed(JWSAlgorithm algorithm, @Nullable String registered) {
        return ALGORITHMS.contains(algorithm) && (registered == null || registered.equals(algorithm.getName()));
    }

    /** In the order of RFC 7523 §3; the one-time use comes last, so that a refused assertion is not used up. */
    private Optional<Refusal> refusal(Client client, JWTClaimsSet claims, Instant now) {
        // 1. "iss" ... the "client_id" of the OAuth client
        if (!client.clientId().equals(claims.getIssuer())) {
            return Optional.of(Refusal.ASSERTION_ISSUER);
        }
        // 2. for client authentication, the subject MUST be the "client_id" of the OAuth client
        if (!client.clientId().equals(claims.getSubject())) {
            return Optional.of(Refusal.ASSERTION_SUBJECT);
        }
        // 3. MUST contain an "aud" claim ... that identifies the authorization server as an intended audience
        if (!isForUs(claims.getAudience())) {
            return Optional.of(Refusal.ASSERTION_AUDIENCE);
        }
        // 4. MUST contain an "exp" claim ... MAY reject JWTs with an "exp" value that is unreasonably far in the future
        var expires = instant(claims.getExpirationTime());
        if (expires == null || !now.isBefore(expires.plus(TOLERANCE))) {
            return Optional.of(Refusal.ASSERTION_EXPIRED);
        }
        if (expires.isAfter(now.plus(LONGEST_LIFE).plus(TOLERANCE))) {
            return Optional.of(Refusal.ASSERTION_TOO_LONG_LIVED);
        }
        // 5. MAY contain an "nbf" claim, 6. an "iat" claim
        if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now)) {
            return Optional.of(Refusal.ASSERTION_NOT_YET_VALID);
        }
        // 7. MAY contain a "jti" claim; OpenID Connect Core 1.0 §9 demands it, and single use
        var id = claims.getJWTID();
        if (id == null || id.isBlank()) {
            return Optional.of(Refusal.ASSERTION_WITHOUT_ID);
        }
        return used.insertIfAbsent(client.clientId(), TokenHash.of(id), expires.plus(TOLERANCE))
                ? Optional.empty()
                : Optional.of(Refusal.ASSERTION_REPLAYED);
    }

    /** FAPI 2.0 Security Profile §5.3.2.1: "issuer identifier value ... sent as a string not as an item in an array". */
    private boolean namesTheIssuerOnly(SignedJWT assertion) {
        return idp.issuer()
                .toString()
                .equals(assertion.getPayload().toJSONObject().get("aud"));
    }

    /**
     * Whether the assertion is meant for us and nobody else, who could use it in the client's name. The issuer is what
     * RFC 7523bis asks for; OpenID Connect Core 1.0 §9 says the token endpoint, RFC 9126 §2 takes its own too.
     */
    private boolean isForUs(List<String> audience) {
        var endpoints = List.of("/oauth2/token", "/oauth2/par");
        var ours = Stream.concat(
                        endpoints.stream().map(idp::url), endpoints.stream().flatMap(it -> mutualTls.url(it).stream()))
                .collect(Collectors.toSet());
        ours.add(idp.issuer().toString());
        return !audience.isEmpty() && ours.containsAll(audience);
    }

    private static boolean isAhead(@Nullable Date time, Instant now) {
        var instant = instant(time);
        return instant != null && instant.isAfter(now.plus(TOLERANCE));
    }

    private static @Nullable Instant instant(@Nullable Date time) {
        return time == null ? null : time.toInstant();
    }
}
