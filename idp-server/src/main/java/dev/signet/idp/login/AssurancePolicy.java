package dev.signet.idp.login;

import dev.signet.idp.access.Roles;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.AccountId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How sure we have to be of somebody: the strictest of what the installation, the client and the request ask. */
@Component
public class AssurancePolicy {

    private final SecondFactorProperties properties;
    private final Roles roles;
    private final SecondFactorRequirements requirements;

    AssurancePolicy(SecondFactorProperties properties, Roles roles, SecondFactorRequirements requirements) {
        this.properties = properties;
        this.roles = roles;
        this.requirements = requirements;
    }

    /** What is missing for {@code demand}; empty if {@code signedIn} suffices. */
    Optional<Assurance> missing(SignInDemand demand, SignedIn signedIn) {
        var reached = signedIn.assurance();
        if (!reached.reaches(demand.assurance())) {
            return Optional.of(strictest(demand, signedIn.account()));
        }
        if (reached.reaches(Assurance.MULTI_FACTOR) && ofClient(demand) == Assurance.ONE_FACTOR) {
            return Optional.empty(); // whatever is asked of this person, so nobody has to look
        }
        var required = required(demand, signedIn.account());
        return reached.reaches(required) || (required == Assurance.MULTI_FACTOR && isRemembered(signedIn))
                ? Optional.empty()
                : Optional.of(required);
    }

    private Assurance strictest(SignInDemand demand, AccountId account) {
        return Stream.of(demand.assurance(), required(demand, account))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** What this installation asks for, whatever the request says. A remembered device can stand in for it. */
    private Assurance required(SignInDemand demand, AccountId account) {
        var ofClient = ofClient(demand);
        return ofClient == Assurance.ONE_FACTOR && isRequiredOf(account) ? Assurance.MULTI_FACTOR : ofClient;
    }

    private static Assurance ofClient(SignInDemand demand) {
        return Optional.ofNullable(demand.client().minimumAcr())
                .flatMap(Assurance::of)
                .orElse(Assurance.ONE_FACTOR);
    }

    /** Whether {@code account} has to have a second factor, whatever it signs in to. */
    public boolean isRequiredOf(AccountId account) {
        return properties.required()
                || (!properties.requiredForRoles().isEmpty()
                        && roles.of(account).stream().anyMatch(properties.requiredForRoles()::contains))
                || requirements.isRequiredOf(account);
    }

    private static boolean isRemembered(SignedIn signedIn) {
        return signedIn.methods().contains(Method.REMEMBERED_DEVICE);
    }
}
