package dev.signet.idp.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where passwords, factors and clients can be tried out, less is allowed than where somebody is known already. */
class AdminApiAllowanceTests {

    /** Counted for everybody together, so it says nothing about one caller. */
    private static final Set<Limit> FOR_EVERYBODY = EnumSet.of(Limit.SIGN_IN_EVERYWHERE);

    @Test
    void isLargerThanWhereSomebodyIsNotKnownYet() {
        var settings = TestLimits.settings();
        var ofApi = perSecond(Limit.ADMIN_API.in(settings));

        for (var limit : EnumSet.complementOf(EnumSet.of(Limit.ADMIN_API))) {
            if (!FOR_EVERYBODY.contains(limit)) {
                assertThat(perSecond(limit.in(settings)))
                        .as(limit.settingName())
                        .isLessThanOrEqualTo(ofApi / 10);
            }
        }
    }

    private static double perSecond(Allowance allowance) {
        return (double) allowance.attempts() / allowance.period().toSeconds();
    }
}
