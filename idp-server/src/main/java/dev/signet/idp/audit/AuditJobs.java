package dev.signet.idp.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditJobs {

    @Bean
    RecurringTask<Void> auditMonthsTask(AuditUpkeep upkeep) {
        return Tasks.recurring("audit-months", FixedDelay.of(Duration.ofHours(12)))
                .execute((_, _) -> upkeep.months());
    }

    @Bean
    RecurringTask<Void> auditVerificationTask(AuditUpkeep upkeep) {
        return Tasks.recurring("audit-verification", new Daily(ZoneOffset.UTC, LocalTime.of(3, 17)))
                .execute((_, _) -> upkeep.verify());
    }
}
