package dev.signet.idp.login;

import dev.signet.idp.user.AccountId;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whom an administrator told to use a second factor. Their next sign-in to a client leads through the enrolment. */
@Service
public class SecondFactorRequirements {

    private final SecondFactorRequirementRepository requirements;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SecondFactorRequirements(
            SecondFactorRequirementRepository requirements, ApplicationEventPublisher events, Clock clock) {
        this.requirements = requirements;
        this.events = events;
        this.clock = clock;
    }

    public boolean isRequiredOf(AccountId account) {
        return requirements.exists(account);
    }

    /** @return false if it was required before */
    @Transactional
    public boolean require(AccountId account) {
        var isNew = requirements.insert(account, clock.instant());
        if (isNew) {
            events.publishEvent(new SecondFactorRequirementChanged(account, true));
        }
        return isNew;
    }

    /** @return false if it was not required */
    @Transactional
    public boolean lift(AccountId account) {
        var wasThere = requirements.delete(account);
        if (wasThere) {
            events.publishEvent(new SecondFactorRequirementChanged(account, false));
        }
        return wasThere;
    }
}
