package dev.signet.idp.authorization;

import static dev.signet.idp.authorization.AuthorizationError.invalidRequest;

import dev.signet.idp.authorization.AuthorizationRequest.Prompt;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.login.AccountCreation;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.token.AdministrationApi;
import dev.signet.idp.token.IdTokens;
import dev.signet.idp.web.Redirects;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an authorization request has to be like, in the order of {@link #checks}. The client is told of the first that fails. */
@Component
class AuthorizationChecks {

    /** Of all parameters together; a ticket is a third longer, and headers have 32 KB. */
    private static final int MAX_BYTES = 16_000;

    private static final Pattern SHA_256 = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /** Each answers with what is wrong, or with nothing. */
    private final List<Check> checks = List.of(
            AuthorizationChecks::nothingIsRepeated,
            AuthorizationChecks::nothingIsTooLong,
            AuthorizationChecks::hintCanBeRead,
            AuthorizationChecks::isPushedWhereItMustBe,
            AuthorizationChecks::nothingIsRegisteredByTheWay,
            AuthorizationChecks::responseTypeIsCode,
            AuthorizationChecks::responseModeFits,
            AuthorizationChecks::clientMayUseCodes,
            AuthorizationChecks::scopesAreTheClients,
            this::resourcesAreTheClients,
            AuthorizationChecks::proofKeyIsThere,
            AuthorizationChecks::dpopKeyIsAThumbprint,
            this::promptMakesSense,
            AuthorizationChecks::maxAgeIsANumber,
            AuthorizationChecks::claimsCanBeRead,
            AuthorizationChecks::essentialAcrIsKnown);

    private final AccountCreation accountCreation;
    private final Scopes scopes;
    private final IdpProperties idp;

    AuthorizationChecks(AccountCreation accountCreation, Scopes scopes, IdpProperties idp) {
        this.accountCreation = accountCreation;
        this.scopes = scopes;
        this.idp = idp;
    }

    @FunctionalInterface
    private interface Check {

        @Nullable
        AuthorizationError violation(Parameters parameters, Client client);
    }

    @Nullable
    AuthorizationError violation(Parameters parameters, Client client) {
        for (var check : checks) {
            var violation = check.violation(parameters, client);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private static @Nullable AuthorizationError nothingIsRepeated(Parameters parameters, Client client) {
        return parameters.repeated().isEmpty()
                ? null
                : invalidRequest("a parameter was sent more than once (RFC 6749 section 3.1)");
    }

    /** The answer has to fit into an address, and so has the ticket of whoever signs in first. */
    private static @Nullable AuthorizationError nothingIsTooLong(Parameters parameters, Client client) {
        var values = parameters.values();
        if (!values.entrySet().stream().allMatch(it -> Redirects.fits(it.getValue(), mostBytes(it.getKey())))) {
            return invalidRequest("a parameter has more than " + Redirects.MAX_PARAMETER_BYTES
                    + " bytes, or id_token_hint more than " + Redirects.MAX_HINT_BYTES);
        }
        return Redirects.fits(String.join("", values.values()), MAX_BYTES)
                ? null
                : invalidRequest("all parameters together have more than " + MAX_BYTES + " bytes");
    }

    /** OpenID Connect Core 1.0 §3.1.2.1 has the client decrypt it; we publish no key to encrypt it for us with. */
    private static @Nullable AuthorizationError hintCanBeRead(Parameters parameters, Client client) {
        return parameters
                        .get(Parameters.ID_TOKEN_HINT)
                        .filter(IdTokens::isEncrypted)
                        .isPresent()
                ? invalidRequest("id_token_hint is encrypted; send the signed ID token that is in it")
                : null;
    }

    private static int mostBytes(String parameter) {
        return parameter.equals(Parameters.ID_TOKEN_HINT) ? Redirects.MAX_HINT_BYTES : Redirects.MAX_PARAMETER_BYTES;
    }

    /** RFC 9126 §6. A {@code request_uri} that came this far is one of ours, and still good. */
    private static @Nullable AuthorizationError isPushedWhereItMustBe(Parameters parameters, Client client) {
        return client.requirePushedAuthorizationRequests()
                        && parameters.get(Parameters.REQUEST_URI).isEmpty()
                ? invalidRequest("the client has to push its requests (RFC 9126)")
                : null;
    }

    private static @Nullable AuthorizationError nothingIsRegisteredByTheWay(Parameters parameters, Client client) {
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

    /** A code may travel in each of the modes that we have; what matters is whether it can arrive. */
    private static @Nullable AuthorizationError responseModeFits(Parameters parameters, Client client) {
        var wanted = parameters.get(Parameters.RESPONSE_MODE);
        if (wanted.isEmpty()) {
            return null;
        }
        var mode = ResponseMode.of(wanted.get());
        if (mode.isEmpty()) {
            return invalidRequest("response_mode must be query, fragment or form_post");
        }
        return mode.get().leadsTo(parameters.get(Parameters.REDIRECT_URI).orElse(""))
                ? null
                : invalidRequest("response_mode form_post needs a redirect_uri of http or https");
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

    /** RFC 8707 §2: those of the registration and of its scopes, and ourselves. */
    private @Nullable AuthorizationError resourcesAreTheClients(Parameters parameters, Client client) {
        var ofScopes = scopes.resourcesOf(client.scopes());
        return parameters.list(Parameters.RESOURCE).stream()
                        .allMatch(it -> client.resources().contains(it)
                                || ofScopes.contains(it)
                                || it.equals(idp.issuer().toString())
                                || (it.equals(AdministrationApi.resource(idp)) && AdministrationApi.isOpenTo(client)))
                ? null
                : new AuthorizationError(
                        AuthorizationError.INVALID_TARGET, "a resource is unknown, or not registered for this client");
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
        return SHA_256.matcher(challenge.get()).matches()
                ? null
                : invalidRequest("code_challenge must be the base64url of a SHA-256, 43 characters");
    }

    /** RFC 9449 §10. */
    private static @Nullable AuthorizationError dpopKeyIsAThumbprint(Parameters parameters, Client client) {
        return parameters
                        .get(Parameters.DPOP_JKT)
                        .map(it -> SHA_256.matcher(it).matches())
                        .orElse(true)
                ? null
                : invalidRequest("dpop_jkt must be a thumbprint with SHA-256, 43 characters of base64url");
    }

    private @Nullable AuthorizationError promptMakesSense(Parameters parameters, Client client) {
        var given = parameters.list(Parameters.PROMPT);
        var known = Arrays.stream(Prompt.values())
                .filter(it -> it != Prompt.CREATE || accountCreation.page().isPresent())
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (!known.containsAll(given)) {
            return invalidRequest("a value of prompt is unknown");
        }
        return given.size() > 1 && (given.contains("none") || given.contains("create"))
                ? invalidRequest("prompt none and create stand alone (OpenID Connect Core 1.0 section 3.1.2.1)")
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

    private static @Nullable AuthorizationError claimsCanBeRead(Parameters parameters, Client client) {
        return ClaimsParameter.of(parameters).isPresent()
                ? null
                : invalidRequest("claims must be a JSON object (OpenID Connect Core 1.0 section 5.5)");
    }

    /** OpenID Connect Core 1.0 §5.5.1.1. Values that we know are reached on the way, by everybody. */
    private static @Nullable AuthorizationError essentialAcrIsKnown(Parameters parameters, Client client) {
        var claims = ClaimsParameter.of(parameters).orElse(ClaimsParameter.NONE);
        return claims.isAcrEssential()
                        && !claims.acrValues().isEmpty()
                        && claims.acrValues().stream()
                                .allMatch(it -> Assurance.of(it).isEmpty())
                ? new AuthorizationError(
                        AuthorizationError.UNMET_AUTHENTICATION_REQUIREMENTS,
                        "no value of acr that the claims parameter asks for is known here")
                : null;
    }
}
