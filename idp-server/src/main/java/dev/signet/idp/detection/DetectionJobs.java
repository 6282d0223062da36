package dev.signet.idp.detection;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DetectionJobs {

    @Bean
    RecurringTask<Void> detectionTask(Detection detection) {
        return Tasks.recurring("detection", FixedDelay.of(Duration.ofSeconds(5)))
                .execute((_, _) -> detection.run());
    }

    @Bean
    ExpiredRows alertSweep(AlertRepository alerts, DetectionProperties settings, Clock clock) {
        return new ExpiredRows(
                "alert",
                limit -> alerts.deleteAcknowledgedBefore(clock.instant().minus(settings.retention()), limit));
    }
}
