package dev.signet.idp.test;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Gives a {@link SignetTest} a {@link TestClock}: {@code @Import(MovableClock.class)}. It starts a minute ago, so that a
 * relying party, which goes by the real time, believes tokens for a minute to either side.
 */
@TestConfiguration(proxyBeanMethods = false)
public class MovableClock {

    @Bean
    @Primary
    TestClock testClock() {
        var clock = new TestClock(Clock.systemUTC().instant());
        reset(clock);
        return clock;
    }

    /** Back to where it started. Call it before each test. */
    public static void reset(TestClock clock) {
        clock.set(Clock.tickSeconds(Clock.systemUTC().getZone()).instant().minus(Duration.ofMinutes(1)));
    }
}
