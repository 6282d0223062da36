package dev.signet.idp.authorization;

import dev.signet.idp.authorization.AuthorizationRequest.Prompt;
import dev.signet.idp.client.Client;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.token.IdTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what parameters that passed the checks mean. */
@Component
class RequestReader {

    private final ClaimsPolicy claimsPolicy;
    private final IdTokens idTokens;

    RequestReader(ClaimsPolicy claimsPolicy, IdTokens idTokens) {
        this.claimsPolicy = claimsPolicy;
        this.idTokens = idTokens;
    }

    /** Empty if the request means somebody who is nobody. */
    Optional<AuthorizationRequest> read(
            Parameters parameters, Client client, ResponseTarget target, Instant startedAt) {
        var asked = ClaimsParameter.of(parameters).orElse(ClaimsParameter.NONE);
        var expected = expectedSubjects(parameters, asked);
        if (expected.size() > 1) {
            return Optional.empty();
        }
        var scopes = parameters.list(Parameters.SCOPE);
        var claims = claimsPolicy.allowed(asked, client, scopes);
        return Optional.of(new AuthorizationRequest(
                client,
                target,
                parameters.get(Parameters.REQUEST_URI).orElse(null),
                scopes,
                claims,
                parameters.list(Parameters.RESOURCE),
                claimsPolicy.toAgree(claims, client, scopes),
                prompts(parameters),
                parameters
                        .get(Parameters.MAX_AGE)
                        .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                        .orElse(null),
                parameters.get(Parameters.NONCE).orElse(null),
                parameters.get(Parameters.CODE_CHALLENGE).orElse(null),
                parameters.get(Parameters.DPOP_JKT).orElse(null),
                expected.stream().findFirst().orElse(null),
                acceptable(parameters, asked),
                startedAt));
    }

    /**
     * Whom the hint and a wanted {@code sub} mean (OpenID Connect Core 1.0 §3.1.2.1, §5.5.1): the same person, or nobody. Two
     * names are never one person's.
     */
    private Set<String> expectedSubjects(Parameters parameters, ClaimsParameter asked) {
        var expected = new HashSet<>(asked.subjects());
        parameters
                .get(Parameters.ID_TOKEN_HINT)
                .flatMap(idTokens::read)
                .map(IdTokens.Hint::subject)
                .ifPresent(expected::add);
        return expected;
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
}
