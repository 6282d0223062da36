package dev.signet.idp.recovery;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.login.Errand;
import dev.signet.idp.login.LostFactors;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FactorRemovalConfiguration {

    @Bean
    LostFactors lostFactors() {
        return new LostFactors() {

            @Override
            public String label() {
                return "lostFactors.offer";
            }

            @Override
            public String path() {
                return FactorRemovalController.PATH;
            }

            @Override
            public boolean isEndOf(Errand errand) {
                return errand.path().equals(FactorRemovalMails.COMPLETE);
            }
        };
    }

    /** Owners hear of it within a minute, which is little beside the time that they have. */
    @Bean
    RecurringTask<Void> factorRemovalTask(FactorRemovals removals) {
        return Tasks.recurring("factor-removals", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> {
                    while (removals.remind()) {}
                    while (removals.release()) {}
                });
    }

    @Bean
    ExpiredRows expiredFactorRemovals(FactorRemovals removals) {
        return new ExpiredRows("factor_removal", removals::deleteExpired);
    }
}
