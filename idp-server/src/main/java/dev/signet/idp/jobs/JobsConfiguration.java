package dev.signet.idp.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JobsConfiguration {

    @Bean
    RecurringTask<Void> sweepTask(Sweep sweep) {
        return Tasks.recurring("sweep-expired-rows", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> sweep.run());
    }
}
