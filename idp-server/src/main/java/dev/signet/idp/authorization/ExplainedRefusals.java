package dev.signet.idp.authorization;

import dev.signet.idp.authorization.AuthorizationChecks.Result;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.client.RedirectUris;
import dev.signet.idp.login.Journey;
import dev.signet.idp.token.RefusedRequest;
import dev.signet.idp.token.RefusedRequests;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a request that did not pass, and leaves a line in the audit trail that says more than the answer does: whoever
 * may look at it can help the client's developer.
 */
@Component
class ExplainedRefusals {

    private final Clients clients;
    private final RefusedRequests refusedRequests;

    ExplainedRefusals(Clients clients, RefusedRequests refusedRequests) {
        this.clients = clients;
        this.refusedRequests = refusedRequests;
    }

    ModelAndView answer(Result.Refused refused, Journey journey) {
        var error = errorOf(refused);
        refusedRequests.note(new RefusedRequest(
                RefusedRequest.Endpoint.AUTHORIZATION,
                journey.parameter(Parameters.CLIENT_ID).orElse(null),
                error.code(),
                explanation(refused, error, journey)));
        return Refusals.answer(refused);
    }

    private static AuthorizationError errorOf(Result.Refused refused) {
        return switch (refused) {
            case Result.RefusedHere(var error) -> error;
            case Result.RefusedThere there -> there.error();
        };
    }

    private String explanation(Result.Refused refused, AuthorizationError error, Journey journey) {
        var client = journey.parameter(Parameters.CLIENT_ID).flatMap(clients::find);
        if (client.isEmpty()) {
            return journey.errand() == null
                    ? error.description()
                    : journey.parameter(Parameters.CLIENT_ID)
                            .map(_ -> "no enabled client has this client_id")
                            .orElse("client_id is missing");
        }
        return switch (refused) {
            case Result.RefusedHere _ -> redirectUri(client.get(), error, journey);
            case Result.RefusedThere _ ->
                error.code().equals(AuthorizationError.INVALID_SCOPE)
                        ? scope(client.get(), journey)
                        : error.description();
        };
    }

    private static String redirectUri(Client client, AuthorizationError error, Journey journey) {
        return journey.parameter(Parameters.REDIRECT_URI)
                .filter(it -> !RedirectUris.matches(client.redirectUris(), it))
                .map(it -> RedirectUris.mismatch(client.redirectUris(), it))
                .orElse(error.description());
    }

    private static String scope(Client client, Journey journey) {
        var requested = new Parameters(
                        Map.of(
                                Parameters.SCOPE,
                                journey.parameter(Parameters.SCOPE).orElse("")),
                        Set.of())
                .list(Parameters.SCOPE);
        return "not registered for this client: " + RefusedRequests.without(requested, client.scopes());
    }
}
