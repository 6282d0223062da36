package dev.signet.idp.statistics;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StatisticsJobs {

    private static final Duration KEPT = Duration.ofDays(400);

    @Bean
    RecurringTask<Void> statisticsTask(EventCounting counting) {
        return Tasks.recurring("statistics", FixedDelay.of(Duration.ofSeconds(30)))
                .execute((_, _) -> counting.run());
    }

    @Bean
    ExpiredRows hourlyCountSweep(HourlyCountRepository counts, Clock clock) {
        return new ExpiredRows(
                "hourly_count", limit -> counts.deleteBefore(clock.instant().minus(KEPT), limit));
    }
}
