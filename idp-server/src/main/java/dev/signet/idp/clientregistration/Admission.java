package dev.signet.idp.clientregistration;

import dev.signet.idp.client.SelfRegistration;
import dev.signet.idp.clientregistration.RegistrationOutcome.Current;
import dev.signet.idp.clientregistration.RegistrationOutcome.Rejected;
import dev.signet.idp.clientregistration.RegistrationOutcome.TokenRefused;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Registers clients that ask for it (RFC 7591 §3). */
@Service
class Admission {

    private final RegistrationPolicy policy;
    private final SubjectRules subjects;
    private final InitialAccessTokens initialTokens;
    private final RegistrationTokens registrationTokens;
    private final SelfRegistration registrations;
    private final TransactionTemplate transaction;

    Admission(
            RegistrationPolicy policy,
            SubjectRules subjects,
            InitialAccessTokens initialTokens,
            RegistrationTokens registrationTokens,
            SelfRegistration registrations,
            TransactionTemplate transaction) {
        this.policy = policy;
        this.subjects = subjects;
        this.initialTokens = initialTokens;
        this.registrationTokens = registrationTokens;
        this.registrations = registrations;
        this.transaction = transaction;
    }

    /** Not to be called within a transaction: something may be fetched. */
    RegistrationOutcome register(RegistrationRequest request, @Nullable String initialToken) {
        if (policy.wantsInitialToken() && !initialTokens.isUsable(initialToken)) {
            return new TokenRefused(); // before anything is done for a stranger; whether it counts is decided below
        }
        var problem = request.problem() == null ? subjects.problemOf(request).orElse(null) : request.problem();
        if (problem != null) {
            return Rejected.of(problem);
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            if (policy.wantsInitialToken() && !initialTokens.use(initialToken)) {
                return new TokenRefused();
            }
            var outcome = create(request);
            if (!(outcome instanceof Current)) {
                status.setRollbackOnly(); // gives the use of the token back
            }
            return outcome;
        }));
    }

    private RegistrationOutcome create(RegistrationRequest request) {
        var clientId = UUID.randomUUID().toString();
        return switch (registrations.create(clientId, policy.fields(request), policy)) {
            case SelfRegistration.Outcome.Saved(var client, var secret) ->
                new Current(client, secret, registrationTokens.issue(clientId));
            case SelfRegistration.Outcome.Rejected(var problems) -> new Rejected(problems);
            case SelfRegistration.Outcome.NoSuchClient _ -> throw new IllegalStateException("not asked to find one");
        };
    }
}
