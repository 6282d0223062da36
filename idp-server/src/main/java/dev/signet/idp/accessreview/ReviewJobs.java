package dev.signet.idp.accessreview;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReviewJobs {

    @Bean
    RecurringTask<Void> accessReviewTask(AccessReviews reviews) {
        return Tasks.recurring("access-review", new Daily(ZoneOffset.UTC, LocalTime.of(2, 47)))
                .execute((_, _) -> reviews.look());
    }
}
