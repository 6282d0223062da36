package dev.signet.idp.clientregistration;

import dev.signet.idp.client.Clients;
import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.client.RegisteredVersion;
import dev.signet.idp.client.SelfRegistration;
import dev.signet.idp.clientregistration.RegistrationOutcome.Current;
import dev.signet.idp.clientregistration.RegistrationOutcome.Deleted;
import dev.signet.idp.clientregistration.RegistrationOutcome.Rejected;
import dev.signet.idp.clientregistration.RegistrationOutcome.TokenRefused;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a client may do with its own registration (RFC 7592). */
@Service
class OwnRegistration {

    /** RFC 7592 §2.2: an update must not have them, as they are not the client's to say. */
    private static final List<String> OURS = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private final SelfRegistration registrations;
    private final RegistrationTokens tokens;
    private final RegistrationPolicy policy;
    private final SubjectRules subjects;
    private final Clients clients;

    OwnRegistration(
            SelfRegistration registrations,
            RegistrationTokens tokens,
            RegistrationPolicy policy,
            SubjectRules subjects,
            Clients clients) {
        this.registrations = registrations;
        this.tokens = tokens;
        this.policy = policy;
        this.subjects = subjects;
        this.clients = clients;
    }

    RegistrationOutcome read(String clientId, @Nullable String token) {
        return find(clientId, token)
                .<RegistrationOutcome>map(it -> new Current(it, null, Objects.requireNonNull(token)))
                .orElseGet(TokenRefused::new);
    }

    /** Puts the request in the place of the whole registration (§2.2). The secret stays as it is. */
    RegistrationOutcome replace(String clientId, @Nullable String token, RegistrationRequest request) {
        if (find(clientId, token).isEmpty()) {
            return new TokenRefused();
        }
        var problem = problemOf(clientId, request).or(() -> subjects.problemOf(request));
        if (problem.isPresent()) {
            return Rejected.of(problem.get());
        }
        return switch (registrations.replace(clientId, policy.fields(request), policy)) {
            case SelfRegistration.Outcome.Saved(var client, var secret) ->
                new Current(client, secret, Objects.requireNonNull(token));
            case SelfRegistration.Outcome.Rejected(var problems) -> new Rejected(problems);
            case SelfRegistration.Outcome.NoSuchClient _ -> new TokenRefused();
        };
    }

    /** Ends grants and tokens as well (§2.3). */
    RegistrationOutcome delete(String clientId, @Nullable String token) {
        return find(clientId, token).isPresent() && registrations.delete(clientId) ? new Deleted() : new TokenRefused();
    }

    private Optional<RegisteredVersion> find(String clientId, @Nullable String token) {
        return tokens.fits(clientId, token) ? registrations.find(clientId) : Optional.empty();
    }

    private Optional<FieldProblem> problemOf(String clientId, RegistrationRequest request) {
        if (request.problem() != null) {
            return Optional.of(request.problem());
        }
        if (!request.text("client_id").equals(Optional.of(clientId))) {
            return problem("client_id", "must be the client's own, RFC 7592 §2.2");
        }
        for (var name : OURS) {
            if (request.members().containsKey(name)) {
                return problem(name, "not allowed in an update, RFC 7592 §2.2");
            }
        }
        return request.members().containsKey("client_secret") && !hasSecret(clientId, request)
                ? problem("client_secret", "must be the one that was given out, RFC 7592 §2.2")
                : Optional.empty();
    }

    private boolean hasSecret(String clientId, RegistrationRequest request) {
        var client = clients.find(clientId);
        var secret = request.text("client_secret");
        return client.isPresent() && secret.isPresent() && client.get().secretMatches(secret.get());
    }

    private static Optional<FieldProblem> problem(String field, String rule) {
        return Optional.of(new FieldProblem(field, 0, rule));
    }
}
