package dev.signet.idp.authorization;

import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.idp.authorization.ParameterSources.Outcome;
import dev.signet.idp.client.Client;
import dev.signet.idp.clientauthentication.ClientKeys;
import dev.signet.idp.outbound.GuardedHttpClient;
import dev.signet.idp.settings.IdpProperties;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Request objects (RFC 9101, OpenID Connect Core 1.0 §6): parameters in a JWT that the client signed, or that its
 * registration lets it leave unsigned. Encrypted ones are not taken.
 */
@Component
class RequestObjects {

    private static final Logger LOG = LoggerFactory.getLogger(RequestObjects.class);

    private static final int LONGEST = 16 * 1024;

    /** As {@code request_object_signing_alg} of a registration says it. */
    private static final String UNSIGNED = "none";

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    /** No type, the general one, or the one made for this (§10.8); never an assertion or a proof of the same key. */
    private static final Set<JOSEObjectType> TYPES =
            Set.of(JOSEObjectType.JWT, new JOSEObjectType("oauth-authz-req+jwt"));

    /** How far a client's clock may be off. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private final ClientKeys keys;
    private final GuardedHttpClient http;
    private final IdpProperties idp;
    private final Clock clock;

    RequestObjects(ClientKeys keys, GuardedHttpClient http, IdpProperties idp, Clock clock) {
        this.keys = keys;
        this.http = http;
        this.idp = idp;
        this.clock = clock;
    }

    /** The request object at an address that the client registered (§5.2); we go nowhere else. */
    Outcome fetch(String requestUri, Client client) {
        if (client.requestUris().isEmpty()) {
            return refused(AuthorizationError.REQUEST_URI_NOT_SUPPORTED, "the client has registered no request_uris");
        }
        if (!client.requestUris().contains(requestUri)) {
            return refused(AuthorizationError.INVALID_REQUEST_URI, "request_uri is not registered for this client");
        }
        return switch (http.get(withoutFragment(requestUri), List.of())) {
            case GuardedHttpClient.Outcome.Fetched(var body, var _) -> read(body.strip(), client);
            case GuardedHttpClient.Outcome.Refused(var reason) -> unreachable(requestUri, reason);
            case GuardedHttpClient.Outcome.Failed(var reason) -> unreachable(requestUri, reason);
        };
    }

    /** The fragment is a hash for caches (OpenID Connect Core §6.2), and we keep nothing. */
    private static URI withoutFragment(String requestUri) {
        var fragment = requestUri.indexOf('#');
        return URI.create(fragment < 0 ? requestUri : requestUri.substring(0, fragment));
    }

    private static Outcome unreachable(String requestUri, String reason) {
        LOG.info("The request object at {} could not be fetched: {}", requestUri, reason);
        return refused(AuthorizationError.INVALID_REQUEST_URI, "there is no request object at request_uri");
    }

    /** The parameters in a request object, and only those (§6.3). */
    Outcome read(String requestObject, Client client) {
        if (requestObject.length() > LONGEST) {
            return invalid("is longer than " + LONGEST + " characters");
        }
        try {
            return read(JWTParser.parse(requestObject), client);
        } catch (ParseException | IllegalArgumentException e) { // nimbus reports bad input by either
            return invalid("is not a JWT");
        }
    }

    private Outcome read(JWT jwt, Client client) throws ParseException {
        var signing = switch (jwt) {
            case PlainJWT _ -> unsigned(client);
            case SignedJWT signed -> signature(signed, client);
            default -> invalid("is encrypted, which is not supported");
        };
        if (signing != null) {
            return signing;
        }
        var type = jwt.getHeader().getType();
        if (type != null && !TYPES.contains(type)) {
            return invalid("is a JWT for something else");
        }
        var violation = violation(jwt.getJWTClaimsSet(), client, clock.instant());
        return violation.isPresent() ? invalid(violation.get()) : parameters((JOSEObject) jwt);
    }

    private static @Nullable Outcome unsigned(Client client) {
        return UNSIGNED.equals(client.requestObjectSigningAlg())
                ? null
                : refused(
                        AuthorizationError.REQUEST_NOT_SUPPORTED,
                        "the client is not registered for unsigned request objects");
    }

    /** §6.2: the algorithm that is registered, or else one that we know, by a key of the client. */
    private @Nullable Outcome signature(SignedJWT jwt, Client client) {
        if (client.jwks() == null && client.jwksUri() == null) {
            return refused(AuthorizationError.REQUEST_NOT_SUPPORTED, "the client has registered no keys");
        }
        var algorithm = jwt.getHeader().getAlgorithm();
        var registered = client.requestObjectSigningAlg();
        if (!ALGORITHMS.contains(algorithm) || (registered != null && !registered.equals(algorithm.getName()))) {
            return invalid("is signed with another algorithm than it may be");
        }
        return keys.verify(client, jwt) ? null : invalid("has no signature by a key of the client");
    }

    private Optional<String> violation(JWTClaimsSet claims, Client client, Instant now) throws ParseException {
        // §6.3: The Client ID values in the "client_id" request parameter and in the Request Object "client_id" claim
        // MUST be identical
        if (!client.clientId().equals(claims.getStringClaim("client_id"))) {
            return Optional.of("has another client_id, or none");
        }
        // §4: "iss" ... SHOULD be the client_id ... "aud" SHOULD be the value of the authorization server's issuer
        if (claims.getIssuer() != null && !client.clientId().equals(claims.getIssuer())) {
            return Optional.of("was not issued by the client");
        }
        if (!claims.getAudience().isEmpty()
                && !claims.getAudience().contains(idp.issuer().toString())) {
            return Optional.of("is for somebody else");
        }
        // §10.8: a "sub" with the client_id would let it pass for a client assertion
        if (client.clientId().equals(claims.getSubject())) {
            return Optional.of("has the client as its subject");
        }
        // §4: "request" and "request_uri" parameters MUST NOT be included in Request Objects
        if (claims.getClaim(Parameters.REQUEST) != null || claims.getClaim(Parameters.REQUEST_URI) != null) {
            return Optional.of("holds another request");
        }
        var expires = instant(claims.getExpirationTime());
        if (expires != null && !now.isBefore(expires.plus(TOLERANCE))) {
            return Optional.of("has expired");
        }
        var begins = instant(claims.getNotBeforeTime());
        return begins != null && begins.isAfter(now.plus(TOLERANCE))
                ? Optional.of("is not valid yet")
                : Optional.empty();
    }

    private static Outcome parameters(JOSEObject jwt) {
        return Optional.ofNullable(jwt.getPayload().toJSONObject())
                .flatMap(Parameters::ofClaims)
                .<Outcome>map(Outcome.Found::new)
                .orElseGet(() -> invalid("holds a parameter of a wrong type"));
    }

    private static @Nullable Instant instant(@Nullable Date time) {
        return time == null ? null : time.toInstant();
    }

    private static Outcome invalid(String what) {
        return refused(AuthorizationError.INVALID_REQUEST_OBJECT, "the request object " + what);
    }

    private static Outcome refused(String code, String description) {
        return new Outcome.Refused(new AuthorizationError(code, description));
    }
}
