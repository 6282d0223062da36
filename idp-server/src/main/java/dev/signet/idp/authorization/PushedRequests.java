package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.login.Tickets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Authorization requests that clients pushed to us before (RFC 9126).
 *
 * <p>A {@code request_uri} may be visited as often as somebody likes until it expires or has given a code: a person reloads
 * a page, a browser fetches ahead. What it may do once is to give a code (§4, §7.3).
 */
@Service
class PushedRequests {

    /** RFC 9126 §2.2. */
    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    private final PushedRequestRepository requests;
    private final AuthorizationProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    PushedRequests(PushedRequestRepository requests, AuthorizationProperties properties, JsonMapper json, Clock clock) {
        this.requests = requests;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /** Whether {@code requestUri} looks like one of ours. */
    static boolean isOurs(String requestUri) {
        return requestUri.startsWith(PREFIX);
    }

    /** A {@code request_uri} of 256 random bits. */
    static String newUri() {
        return PREFIX + RandomSecret.next();
    }

    /** Keeps a request that was checked, for as long as {@link AuthorizationProperties#pushedRequestLifetime} says. */
    void keep(String requestUri, Client client, Parameters parameters) {
        requests.insert(
                TokenHash.of(requestUri),
                client.clientId(),
                json.writeValueAsString(parameters.values()),
                clock.instant().plus(properties.pushedRequestLifetime()));
    }

    /** What the client pushed; empty if it is unknown, expired, used, or somebody else's. It still names the URI. */
    Optional<Parameters> find(String requestUri, Client client) {
        return requests.find(TokenHash.of(requestUri), client.clientId(), clock.instant())
                .map(it -> json.readValue(it, new TypeReference<Map<String, String>>() {}))
                .map(it -> new Parameters(it, Set.of()).with(Parameters.REQUEST_URI, requestUri));
    }

    /**
     * Uses a request up, in the transaction that issues its code.
     *
     * @return false if it has given a code before; then it must not give another one
     */
    boolean use(String requestUri) {
        return requests.use(TokenHash.of(requestUri), clock.instant().plus(Tickets.LIFETIME));
    }
}
