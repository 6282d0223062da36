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
import dev.signet.idp.web.Redirects;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks an authorization request, in the order of {@link #CHECKS}.
 *
 * <p>Who asks and where the answer goes come first: until both are certain an error is shown on a page of ours, for a
 * redirect would go wherever the sender wants (RFC 6749 §4.1.2.1). Every later error is told to the client.
 */
@Component
class AuthorizationChecks {

    /** Each answers with what is wrong, or with nothing. */
    private static final List<Check> CHECKS = List.of(
            AuthorizationChecks::nothingIsRepeated,
            AuthorizationChecks::nothingIsTooLong,
            AuthorizationChecks::requestObjectsAreNotUsed,
            AuthorizationChecks::responseTypeIsCode,
            AuthorizationChecks::responseModeIsQuery,
            AuthorizationChecks::clientMayUseCodes,
            AuthorizationChecks::scopesAreTheClients,
            AuthorizationChecks::proofKeyIsThere,
            AuthorizationChecks::promptMakesSense,
            AuthorizationChecks::maxAgeIsANumber);

    private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final Clients clients;
    private final IdTokens idTokens;
    private final IdpProperties idp;

    AuthorizationChecks(Clients clients, IdTokens idTokens, IdpProperties idp) {
        this.clients = clients;
        this.idTokens = idTokens;
        this.idp = idp;
    }

    @FunctionalInterface
    private interface Check {

        @Nullable
        AuthorizationError violation(Parameters parameters, Client client);
    }

    /** Every way {@link #check} can end. */
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

        var target = new ResponseTarget(
                redirectUri.get(), returnableState(parameters), idp.issuer().toString());
        for (var check : CHECKS) {
            var violation = check.violation(parameters, client.get());
            if (violation != null) {
                return new Result.RefusedThere(target, violation);
            }
        }
        return new Result.Passed(request(parameters, client.get(), target, startedAt));
    }

    private AuthorizationRequest request(
            Parameters parameters, Client client, ResponseTarget target, Instant startedAt) {
        return new AuthorizationRequest(
                client,
                target,
                parameters.list(Parameters.SCOPE),
                prompts(parameters),
                parameters
                        .get(Parameters.MAX_AGE)
                        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                        .orElse(null),
                parameters.get(Parameters.NONCE).orElse(null),
                parameters.get(Parameters.CODE_CHALLENGE).orElse(null),
                parameters
                        .get(Parameters.ID_TOKEN_HINT)
                        .flatMap(idTokens::read)
                        .map(IdTokens.Hint::account)
                        .orElse(null),
                assurance(parameters),
                startedAt);
    }

    /** Any of the values will do (OpenID Connect Core 1.0 §3.1.2.1); those that we do not know are passed over. */
    private static Assurance assurance(Parameters parameters) {
        return parameters.list(Parameters.ACR_VALUES).stream()
                .flatMap(it -> Assurance.of(it).stream())
                .min(Comparator.naturalOrder())
                .orElse(Assurance.ONE_FACTOR);
    }

    private static @Nullable AuthorizationError nothingIsRepeated(Parameters parameters, Client client) {
        return parameters.repeated().isEmpty()
                ? null
                : invalidRequest("a parameter was sent more than once (RFC 6749 section 3.1)");
    }

    /** The answer has to fit into an address, and so has the ticket of whoever signs in first. */
    private static @Nullable AuthorizationError nothingIsTooLong(Parameters parameters, Client client) {
        return parameters.values().entrySet().stream()
                        .allMatch(it -> Redirects.fits(it.getValue(), mostBytes(it.getKey())))
                ? null
                : invalidRequest("a parameter has more than " + Redirects.MAX_PARAMETER_BYTES
                        + " bytes, or id_token_hint more than " + Redirects.MAX_HINT_BYTES);
    }

    private static int mostBytes(String parameter) {
        return parameter.equals(Parameters.ID_TOKEN_HINT) ? Redirects.MAX_HINT_BYTES : Redirects.MAX_PARAMETER_BYTES;
    }

    private static @Nullable AuthorizationError requestObjectsAreNotUsed(Parameters parameters, Client client) {
        if (parameters.get(Parameters.REQUEST).isPresent()) {
            return new AuthorizationError(
                    AuthorizationError.REQUEST_NOT_SUPPORTED, "request objects are not supported");
        }
        if (parameters.get(Parameters.REQUEST_URI).isPresent()) {
            return new AuthorizationError(AuthorizationError.REQUEST_URI_NOT_SUPPORTED, "request_uri is not supported");
        }
        return parameters.get(Parameters.REGISTRATION).isPresent()
                ? new AuthorizationError(
                        AuthorizationError.REGISTRATION_NOT_SUPPORTED, "the registration parameter is not supported")
                : null;
    }

    private static @Nullable AuthorizationError responseTypeIsCode(Parameters parameters, Client client) {
        var responseType = parameters.get(Parameters.RESPONSE_TYPE);
        if (responseType.isEmpty()) {
            return invalidRequest("response_type is missing");
        }
        return responseType.get().equals("code")
                ? null
                : new AuthorizationError(
                        AuthorizationError.UNSUPPORTED_RESPONSE_TYPE, "the only response_type is code");
    }

    private static @Nullable AuthorizationError responseModeIsQuery(Parameters parameters, Client client) {
        return parameters.get(Parameters.RESPONSE_MODE).orElse("query").equals("query")
                ? null
                : invalidRequest("the only response_mode is query");
    }

    private static @Nullable AuthorizationError clientMayUseCodes(Parameters parameters, Client client) {
        return client.allowsGrant("authorization_code")
                ? null
                : new AuthorizationError(
                        AuthorizationError.UNAUTHORIZED_CLIENT,
                        "the client is not registered for grant type authorization_code");
    }

    private static @Nullable AuthorizationError scopesAreTheClients(Parameters parameters, Client client) {
        return client.scopes().containsAll(parameters.list(Parameters.SCOPE))
                ? null
                : new AuthorizationError(
                        AuthorizationError.INVALID_SCOPE, "a scope is unknown, or not registered for this client");
    }

    /** RFC 7636 §4.3 and §4.4.1; {@code plain} protects nothing, so it is not offered. */
    private static @Nullable AuthorizationError proofKeyIsThere(Parameters parameters, Client client) {
        var challenge = parameters.get(Parameters.CODE_CHALLENGE);
        var method = parameters.get(Parameters.CODE_CHALLENGE_METHOD);
        if (challenge.isEmpty()) {
            return client.requirePkce() || method.isPresent()
                    ? invalidRequest("code_challenge is required (RFC 7636)")
                    : null;
        }
        if (!method.orElse("plain").equals("S256")) {
            return invalidRequest("code_challenge_method must be S256");
        }
        return S256_CHALLENGE.matcher(challenge.get()).matches()
                ? null
                : invalidRequest("code_challenge must be the base64url of a SHA-256, 43 characters");
    }

    private static @Nullable AuthorizationError promptMakesSense(Parameters parameters, Client client) {
        var given = parameters.list(Parameters.PROMPT);
        var known = Arrays.stream(Prompt.values())
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (!known.containsAll(given)) {
            return invalidRequest("a value of prompt is unknown");
        }
        return given.contains("none") && given.size() > 1
                ? invalidRequest("prompt=none stands alone (OpenID Connect Core 1.0 section 3.1.2.1)")
                : null;
    }

    private static @Nullable AuthorizationError maxAgeIsANumber(Parameters parameters, Client client) {
        return parameters
                        .get(Parameters.MAX_AGE)
                        .map(it -> SECONDS.matcher(it).matches())
                        .orElse(true)
                ? null
                : invalidRequest("max_age must be a number of seconds");
    }

    private static Set<Prompt> prompts(Parameters parameters) {
        return parameters.list(Parameters.PROMPT).stream()
                .map(it -> Prompt.valueOf(it.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A repeated or over-long state is not given back at all, rather than changed. */
    private static @Nullable String returnableState(Parameters parameters) {
        Optional<String> state = parameters.get(Parameters.STATE);
        return state.filter(it -> Redirects.fits(it, Redirects.MAX_PARAMETER_BYTES))
                .filter(_ -> !parameters.repeated().contains(Parameters.STATE))
                .orElse(null);
    }
}
