package dev.signet.idp.federation;

import dev.signet.idp.access.RolesByRule;
import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;

/** Gives people the roles that the rules of their provider give them, each time they come from there. */
@Service
class RuledRoles {

    private final Providers providers;
    private final RolesByRule rolesByRule;

    RuledRoles(Providers providers, RolesByRule rolesByRule) {
        this.providers = providers;
        this.rolesByRule = rolesByRule;
    }

    /** By the rules as they are now: somebody may have proved an account for a while since the provider spoke. */
    void settle(AccountId account, UpstreamIdentity identity) {
        providers
                .find(identity.provider())
                .map(Provider::roleNames)
                .filter(it -> !it.isEmpty())
                .ifPresent(given -> rolesByRule.settle(
                        account,
                        identity.provider(),
                        identity.roles().stream().filter(given::contains).toList()));
    }

    @Bean
    static ExpiredRows rolesThatNobodyVouchedForAgain(RolesByRule rolesByRule, Clock clock) {
        return new ExpiredRows("role_by_rule", limit -> rolesByRule.endOverdue(clock.instant(), limit));
    }
}
