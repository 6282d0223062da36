package dev.signet.idp.authorization;

import static dev.signet.idp.authorization.AuthorizationError.invalidRequest;

import dev.signet.idp.authorization.ParameterSources.Outcome;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.RedirectUris;
import dev.signet.idp.clientregistration.ClientDocuments;
import dev.signet.idp.login.Journey;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.web.Redirects;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes authorization requests: who asks and where the answer goes, then {@link AuthorizationChecks}.
 *
 * <p>Until client and redirect URI are certain an error is shown on a page of ours, for a redirect would go wherever the
 * sender wants (RFC 6749 §4.1.2.1). Every later error is told to the client.
 */
@Component
class AuthorizationRequests {

    private final ClientDocuments clients;
    private final ParameterSources sources;
    private final AuthorizationChecks checks;
    private final RequestReader reader;
    private final TrialRedirects trials;
    private final IdpProperties idp;
    private final Clock clock;

    AuthorizationRequests(
            ClientDocuments clients,
            ParameterSources sources,
            AuthorizationChecks checks,
            RequestReader reader,
            TrialRedirects trials,
            IdpProperties idp,
            Clock clock) {
        this.clients = clients;
        this.sources = sources;
        this.checks = checks;
        this.reader = reader;
        this.trials = trials;
        this.idp = idp;
        this.clock = clock;
    }

    /** Every way a request can be taken. */
    sealed interface Result {

        /** @param parameters those that count, wherever they were: what somebody carries on their way */
        record Passed(AuthorizationRequest request, Parameters parameters) implements Result {}

        sealed interface Refused extends Result {

            AuthorizationError error();
        }

        /** There is nowhere safe to send the error to. */
        record RefusedHere(AuthorizationError error) implements Refused {}

        record RefusedThere(ResponseTarget target, AuthorizationError error) implements Refused {}
    }

    /** Every way a request can be pushed. */
    sealed interface Pushed {

        record Kept(String requestUri) implements Pushed {}

        record Refused(AuthorizationError error) implements Pushed {}
    }

    /** Takes a request that has just reached the authorization endpoint. */
    Result begin(Parameters sent) {
        var client = client(sent);
        if (client.isEmpty()) {
            return new Result.RefusedHere(invalidRequest("client_id is missing, repeated or unknown"));
        }
        return switch (sources.of(sent, client.get())) {
            case Outcome.Found(var parameters) -> check(parameters, client.get(), clock.instant());
            case Outcome.Refused(var error) -> refused(error, sent, client.get());
        };
    }

    /** Goes on with a request that somebody carries, after a step of their sign-in. */
    Result resume(Journey journey) {
        var errand = journey.errand();
        if (errand == null) {
            return new Result.RefusedHere(invalidRequest("the sign-in was started too long ago"));
        }
        var parameters = new Parameters(errand.parameters(), Set.of());
        var client = client(parameters);
        return client.isEmpty()
                ? new Result.RefusedHere(invalidRequest("client_id is missing, repeated or unknown"))
                : check(parameters, client.get(), errand.startedAt());
    }

    /**
     * Checks and keeps a request of a client that authenticated (RFC 9126 §2.1); it need not name itself once more.
     *
     * @param dpopKey thumbprint of the key of the proof that came with it, to which the code will be bound (RFC 9449 §10.1)
     */
    Pushed push(Parameters sent, Client client, @Nullable String dpopKey) {
        if (sent.get(Parameters.REQUEST_URI).isPresent()) {
            return new Pushed.Refused(invalidRequest("request_uri is not for a pushed request (RFC 9126 section 2.1)"));
        }
        var named = sent.with(Parameters.CLIENT_ID, client.clientId());
        return switch (sources.of(named, client)) {
            case Outcome.Refused(var error) -> new Pushed.Refused(error);
            case Outcome.Found(var parameters) -> bound(parameters, client, dpopKey);
        };
    }

    private Pushed bound(Parameters parameters, Client client, @Nullable String dpopKey) {
        if (dpopKey == null) {
            return keep(parameters, client, PushedRequests.newUri());
        }
        return parameters
                        .get(Parameters.DPOP_JKT)
                        .filter(it -> !it.equals(dpopKey))
                        .isEmpty()
                ? keep(parameters.with(Parameters.DPOP_JKT, dpopKey), client, PushedRequests.newUri())
                : new Pushed.Refused(new AuthorizationError(
                        AuthorizationError.INVALID_DPOP_PROOF, "dpop_jkt means another key than that of the proof"));
    }

    private Pushed keep(Parameters parameters, Client client, String requestUri) {
        var asPushed = parameters.with(Parameters.REQUEST_URI, requestUri);
        if (check(asPushed, client, clock.instant()) instanceof Result.Refused refused) {
            return new Pushed.Refused(refused.error());
        }
        sources.keep(requestUri, client, parameters);
        return new Pushed.Kept(requestUri);
    }

    private Optional<Client> client(Parameters parameters) {
        return parameters
                .get(Parameters.CLIENT_ID)
                .filter(_ -> !parameters.repeated().contains(Parameters.CLIENT_ID))
                .flatMap(clients::find);
    }

    private Result check(Parameters parameters, Client client, Instant startedAt) {
        var redirectUri = parameters.get(Parameters.REDIRECT_URI);
        if (redirectUri.isEmpty() || parameters.repeated().contains(Parameters.REDIRECT_URI)) {
            return new Result.RefusedHere(invalidRequest("redirect_uri is missing or repeated"));
        }
        if (!RedirectUris.matches(client.redirectUris(), redirectUri.get())
                && !trials.isTrial(client, parameters, redirectUri.get())) {
            return new Result.RefusedHere(invalidRequest("redirect_uri is not registered for this client"));
        }
        var target = target(parameters, redirectUri.get());
        var violation = checks.violation(parameters, client);
        if (violation != null) {
            return new Result.RefusedThere(target, violation);
        }
        return reader.read(parameters, client, target, startedAt)
                .<Result>map(it -> new Result.Passed(it, parameters))
                .orElseGet(() -> new Result.RefusedThere(
                        target,
                        new AuthorizationError(
                                AuthorizationError.LOGIN_REQUIRED, "nobody is whom id_token_hint and claims ask for")));
    }

    /** A request whose parameters cannot be had: told to the client if the request says where, and rightly. */
    private Result refused(AuthorizationError error, Parameters sent, Client client) {
        return sent.get(Parameters.REDIRECT_URI)
                .filter(it -> !sent.repeated().contains(Parameters.REDIRECT_URI)
                        && RedirectUris.matches(client.redirectUris(), it))
                .<Result>map(it -> new Result.RefusedThere(target(sent, it), error))
                .orElseGet(() -> new Result.RefusedHere(error));
    }

    private ResponseTarget target(Parameters parameters, String redirectUri) {
        return new ResponseTarget(
                redirectUri,
                responseMode(parameters, redirectUri),
                returnableState(parameters),
                idp.issuer().toString());
    }

    /** For errors too; one that is wrong itself is told in the usual way. */
    private static ResponseMode responseMode(Parameters parameters, String redirectUri) {
        return parameters
                .get(Parameters.RESPONSE_MODE)
                .filter(_ -> !parameters.repeated().contains(Parameters.RESPONSE_MODE))
                .flatMap(ResponseMode::of)
                .filter(it -> it.leadsTo(redirectUri))
                .orElse(ResponseMode.QUERY);
    }

    /** A repeated or over-long state is not given back at all, rather than changed. */
    private static @Nullable String returnableState(Parameters parameters) {
        Optional<String> state = parameters.get(Parameters.STATE);
        return state.filter(it -> Redirects.fits(it, Redirects.MAX_PARAMETER_BYTES))
                .filter(_ -> !parameters.repeated().contains(Parameters.STATE))
                .orElse(null);
    }
}
