package dev.signet.idp.jobs;

import static org.awaitility.Awaitility.await;

import dev.signet.idp.test.SignetTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
class SweepJobTests {

    @Test
    void runsSoonAfterTheStart(@Autowired JdbcClient jdbc) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("""
                        SELECT last_success IS NOT NULL FROM scheduled_tasks WHERE task_name = 'sweep-expired-rows'
                        """).query(Boolean.class).optional().orElse(false));
    }
}
