package dev.signet.idp.test;

import dev.signet.idp.audit.RequestOrigin;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Tells a {@link SignetTest} of the statements that its requests make, and not of those of jobs:
 * {@code @Import(RequestStatements.class)}.
 */
@TestConfiguration(proxyBeanMethods = false)
public class RequestStatements {

    private static final List<String> ALL = new CopyOnWriteArrayList<>();

    /** What one request, or a few, asked of the database. */
    public record Cost(List<String> all) {

        public int statements() {
            return all.size() - commits();
        }

        public int commits() {
            return Collections.frequency(all, "COMMIT");
        }

        @Override
        public String toString() {
            return String.join("\n", all);
        }
    }

    @Bean
    static BeanPostProcessor watchedDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource
                        ? new WatchedDataSource(dataSource, new AtomicInteger(), RequestStatements::note)
                        : bean;
            }
        };
    }

    /** The cost of everything that is requested while {@code requests} runs. */
    public static Cost of(Runnable requests) {
        ALL.clear();
        requests.run();
        return new Cost(List.copyOf(ALL));
    }

    private static void note(String statement) {
        if (RequestOrigin.current().isPresent()) {
            ALL.add(statement);
        }
    }
}
