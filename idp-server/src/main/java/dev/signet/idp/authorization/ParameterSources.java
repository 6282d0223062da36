package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import org.springframework.stereotype.Component;

/** Where the parameters of an authorization request are: in the request itself, or pushed before (RFC 9126). */
@Component
class ParameterSources {

    private final PushedRequests pushedRequests;

    ParameterSources(PushedRequests pushedRequests) {
        this.pushedRequests = pushedRequests;
    }

    /** Every way {@link #of} can end. */
    sealed interface Outcome {

        record Found(Parameters parameters) implements Outcome {}

        record Refused(AuthorizationError error) implements Outcome {}
    }

    /**
     * The parameters that count for a request of {@code client}. Beside a {@code request_uri} of ours nothing else does (RFC
     * 9126 §4, RFC 9101 §6.3).
     */
    Outcome of(Parameters sent, Client client) {
        var requestUri = sent.get(Parameters.REQUEST_URI);
        if (sent.get(Parameters.REQUEST).isPresent()) {
            return refused(AuthorizationError.REQUEST_NOT_SUPPORTED, "request objects are not supported");
        }
        if (requestUri.isEmpty()) {
            return new Outcome.Found(sent);
        }
        if (!PushedRequests.isOurs(requestUri.get())) {
            return refused(AuthorizationError.REQUEST_URI_NOT_SUPPORTED, "request_uri must be one of a pushed request");
        }
        if (sent.repeated().contains(Parameters.REQUEST_URI)) {
            return refused(AuthorizationError.INVALID_REQUEST, "request_uri was sent more than once");
        }
        return pushedRequests
                .find(requestUri.get(), client)
                .<Outcome>map(Outcome.Found::new)
                .orElseGet(() -> refused(
                        AuthorizationError.INVALID_REQUEST_URI,
                        "the request_uri is unknown, expired or used, or belongs to another client"));
    }

    private static Outcome.Refused refused(String code, String description) {
        return new Outcome.Refused(new AuthorizationError(code, description));
    }
}
