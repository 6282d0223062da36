package dev.signet.idp.authorization;

import static dev.signet.idp.authorization.AuthorizationError.invalidRequest;

import dev.signet.idp.authorization.AuthorizationRequest.Prompt;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.client.RedirectUris;
import dev.signet.idp.login.Journey;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.token.IdTokens;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.web.Redirects;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

    private final Clients clients;
    private final ClaimsPolicy claimsPolicy;
    private final IdTokens idTokens;
    private final IdpProperties idp;

    AuthorizationRequests(Clients clients, ClaimsPolicy claimsPolicy, IdTokens idTokens, IdpProperties idp) {
        this.clients = clients;
        this.claimsPolicy = claimsPolicy;
        this.idTokens = idTokens;
        this.idp = idp;
    }

    /** Every way a request can be taken. */
    sealed interface Result {

        record Passed(AuthorizationRequest request) implements Result {}

        sealed interface Refused extends Result {}

        /** There is nowhere safe to send the error to. */
        record RefusedHere(AuthorizationError error) implements Refused {}

        record RefusedThere(ResponseTarget target, AuthorizationError error) implements Refused {}
    }

    /**
     * Checks the request that somebody carries.
     *
     * @param repeated names of parameters that came more than once, as far as that is not history
     */
    Result check(Journey journey, Set<String> repeated) {
        var errand = journey.errand();
        return errand == null
                ? new Result.RefusedHere(invalidRequest("the sign-in was started too long ago"))
                : check(new Parameters(errand.parameters(), repeated), errand.startedAt());
    }

    private Result check(Parameters parameters, Instant startedAt) {
        var client = parameters.get(Parameters.CLIENT_ID).flatMap(clients::find);
        if (client.isEmpty() || parameters.repeated().contains(Parameters.CLIENT_ID)) {
            return new Result.RefusedHere(invalidRequest("client_id is missing, repeated or unknown"));
        }
        var redirectUri = parameters.get(Parameters.REDIRECT_URI);
        if (redirectUri.isEmpty() || parameters.repeated().contains(Parameters.REDIRECT_URI)) {
            return new Result.RefusedHere(invalidRequest("redirect_uri is missing or repeated"));
        }
        if (!RedirectUris.matches(client.get().redirectUris(), redirectUri.get())) {
            return new Result.RefusedHere(invalidRequest("redirect_uri is not registered for this client"));
        }

        var target = target(parameters, redirectUri.get());
        var violation = AuthorizationChecks.violation(parameters, client.get());
        return violation != null
                ? new Result.RefusedThere(target, violation)
                : passed(parameters, client.get(), target, startedAt);
    }

    private ResponseTarget target(Parameters parameters, String redirectUri) {
        return new ResponseTarget(
                redirectUri,
                responseMode(parameters, redirectUri),
                returnableState(parameters),
                idp.issuer().toString());
    }

    private Result passed(Parameters parameters, Client client, ResponseTarget target, Instant startedAt) {
        var asked = ClaimsParameter.of(parameters).orElse(ClaimsParameter.NONE);
        var expected = expectedAccounts(parameters, asked);
        if (expected.size() > 1 || (expected.isEmpty() && !asked.subjects().isEmpty())) {
            return new Result.RefusedThere(
                    target,
                    new AuthorizationError(
                            AuthorizationError.LOGIN_REQUIRED, "nobody is whom id_token_hint and claims ask for"));
        }
        var scopes = parameters.list(Parameters.SCOPE);
        var claims = claimsPolicy.allowed(asked, client, scopes);
        return new Result.Passed(new AuthorizationRequest(
                client,
                target,
                scopes,
                claims,
                claimsPolicy.toAgree(claims, client, scopes),
                prompts(parameters),
                parameters
                        .get(Parameters.MAX_AGE)
                        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                        .orElse(null),
                parameters.get(Parameters.NONCE).orElse(null),
                parameters.get(Parameters.CODE_CHALLENGE).orElse(null),
                expected.stream().findFirst().orElse(null),
                acceptable(parameters, asked),
                startedAt));
    }

    /** Whom the hint and a wanted {@code sub} mean (OpenID Connect Core 1.0 §3.1.2.1, §5.5.1): the same person, or nobody. */
    private Set<AccountId> expectedAccounts(Parameters parameters, ClaimsParameter asked) {
        var expected = new HashSet<AccountId>();
        asked.subjects().forEach(it -> expected.add(account(it)));
        parameters
                .get(Parameters.ID_TOKEN_HINT)
                .flatMap(idTokens::read)
                .map(IdTokens.Hint::account)
                .ifPresent(expected::add);
        return expected;
    }

    /** A {@code sub} that is none of ours is nobody's: a random account that does not exist. */
    private static AccountId account(String subject) {
        try {
            return new AccountId(UUID.fromString(subject));
        } catch (IllegalArgumentException e) {
            return AccountId.random();
        }
    }

    /** What an {@code acr} may be; values that we do not know are passed over (OpenID Connect Core 1.0 §3.1.2.1). */
    private static Set<Assurance> acceptable(Parameters parameters, ClaimsParameter asked) {
        var values = asked.acrValues().isEmpty() ? parameters.list(Parameters.ACR_VALUES) : asked.acrValues();
        return values.stream().flatMap(it -> Assurance.of(it).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Prompt> prompts(Parameters parameters) {
        return parameters.list(Parameters.PROMPT).stream()
                .map(it -> Prompt.valueOf(it.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
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
