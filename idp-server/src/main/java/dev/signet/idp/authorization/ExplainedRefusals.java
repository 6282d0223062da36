package dev.signet.idp.authorization;

import dev.signet.idp.authorization.AuthorizationRequests.Result;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.client.RedirectUris;
import dev.signet.idp.token.RefusedRequest;
import dev.signet.idp.token.RefusedRequests;
import jakarta.servlet.http.HttpServletRequest;
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

    /** @param parameters what was asked, as far as it is known */
    ModelAndView answer(Result.Refused refused, Parameters parameters, HttpServletRequest request) {
        refusedRequests.note(new RefusedRequest(
                RefusedRequest.Endpoint.AUTHORIZATION,
                parameters.get(Parameters.CLIENT_ID).orElse(null),
                refused.error().code(),
                explanation(refused, parameters)));
        return Refusals.answer(refused, request);
    }

    private String explanation(Result.Refused refused, Parameters parameters) {
        var error = refused.error();
        var clientId = parameters.get(Parameters.CLIENT_ID);
        if (clientId.isEmpty()) {
            return error.description();
        }
        var client = clientId.flatMap(clients::find);
        if (client.isEmpty()) {
            return "no enabled client has this client_id";
        }
        return switch (refused) {
            case Result.RefusedHere _ -> redirectUri(client.get(), error, parameters);
            case Result.RefusedThere _ ->
                error.code().equals(AuthorizationError.INVALID_SCOPE)
                        ? scope(client.get(), parameters)
                        : error.description();
        };
    }

    private static String redirectUri(Client client, AuthorizationError error, Parameters parameters) {
        return parameters
                .get(Parameters.REDIRECT_URI)
                .filter(it -> !RedirectUris.matches(client.redirectUris(), it))
                .map(it -> RedirectUris.mismatch(client.redirectUris(), it))
                .orElse(error.description());
    }

    private static String scope(Client client, Parameters parameters) {
        return "not registered for this client: "
                + RefusedRequests.without(parameters.list(Parameters.SCOPE), client.scopes());
    }
}
