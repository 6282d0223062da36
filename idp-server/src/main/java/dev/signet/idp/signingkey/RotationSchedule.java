package dev.signet.idp.signingkey;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RotationSchedule {

    @Bean
    RecurringTask<Void> signingKeyRotationTask(SigningKeyRotation rotation, Clock clock) {
        return Tasks.recurring("rotate-signing-keys", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> rotation.rotate(clock.instant()));
    }
}
