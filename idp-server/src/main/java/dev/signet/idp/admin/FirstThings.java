package dev.signet.idp.admin;

import dev.signet.idp.access.Role;
import dev.signet.idp.adminui.OverviewDirectory.Step;
import dev.signet.idp.adminui.OverviewDirectory.StepKind;
import dev.signet.idp.authenticator.Authenticator;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.AccountId;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What there is to do once on a new installation. */
@Component
class FirstThings {

    private final ConcernRepository repository;
    private final Authenticators authenticators;
    private final IdpProperties idp;
    private final Environment environment;

    FirstThings(
            ConcernRepository repository, Authenticators authenticators, IdpProperties idp, Environment environment) {
        this.repository = repository;
        this.authenticators = authenticators;
        this.idp = idp;
        this.environment = environment;
    }

    List<Step> of(AccountId viewer) {
        return List.of(
                new Step(StepKind.CLIENT, repository.hasClients()),
                new Step(StepKind.PASSKEY, hasPasskey(viewer)),
                new Step(StepKind.SECOND_ADMINISTRATOR, repository.holders(Role.ADMINISTRATOR.value()) > 1),
                new Step(StepKind.MAIL, environment.containsProperty("spring.mail.host")),
                new Step(StepKind.ADDRESS, !idp.isLocal()));
    }

    private boolean hasPasskey(AccountId viewer) {
        return authenticators.kinds(viewer).contains(Authenticator.Kind.PASSKEY);
    }
}
