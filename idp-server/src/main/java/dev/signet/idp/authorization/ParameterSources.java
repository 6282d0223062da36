package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import org.springframework.stereotype.Component;

/**
 * Where the parameters of an authorization request are: in the request itself, pushed before (RFC 9126), or in a request
 * object, which comes along or is fetched (RFC 9101).
 */
@Component
class ParameterSources {

    private final PushedRequests pushedRequests;
    private final RequestObjects requestObjects;

    ParameterSources(PushedRequests pushedRequests, RequestObjects requestObjects) {
        this.pushedRequests = pushedRequests;
        this.requestObjects = requestObjects;
    }

    /** Every way {@link #of} can end. */
    sealed interface Outcome {

        record Found(Parameters parameters) implements Outcome {}

        record Refused(AuthorizationError error) implements Outcome {}
    }

    /**
     * The parameters that count for a request of {@code client}. Beside a request object, or a {@code request_uri}, nothing
     * else does (RFC 9101 §6.3, RFC 9126 §4).
     */
    Outcome of(Parameters sent, Client client) {
        var requestObject = sent.get(Parameters.REQUEST);
        var requestUri = sent.get(Parameters.REQUEST_URI);
        if (sent.repeated().contains(Parameters.REQUEST) || sent.repeated().contains(Parameters.REQUEST_URI)) {
            return refused(AuthorizationError.INVALID_REQUEST, "request or request_uri was sent more than once");
        }
        if (requestObject.isPresent() && requestUri.isPresent()) {
            return refused(AuthorizationError.INVALID_REQUEST, "request and request_uri do not go together");
        }
        if (requestObject.isPresent()) {
            return requestObjects.read(requestObject.get(), client);
        }
        if (requestUri.isEmpty()) {
            return new Outcome.Found(sent);
        }
        return PushedRequests.isOurs(requestUri.get())
                ? pushed(requestUri.get(), client)
                : requestObjects.fetch(requestUri.get(), client);
    }

    /** Keeps the parameters of a request that was pushed and checked. */
    void keep(String requestUri, Client client, Parameters parameters) {
        pushedRequests.keep(requestUri, client, parameters);
    }

    private Outcome pushed(String requestUri, Client client) {
        return pushedRequests
                .find(requestUri, client)
                .<Outcome>map(Outcome.Found::new)
                .orElseGet(() -> refused(
                        AuthorizationError.INVALID_REQUEST_URI,
                        "the request_uri is unknown, expired or used, or belongs to another client"));
    }

    private static Outcome refused(String code, String description) {
        return new Outcome.Refused(new AuthorizationError(code, description));
    }
}
