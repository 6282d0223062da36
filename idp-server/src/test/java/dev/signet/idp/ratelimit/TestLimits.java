package dev.signet.idp.ratelimit;

import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.test.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings as an operator has them who sets nothing, changed by single lines. Waits are too short to be noticed. */
public final class TestLimits {

    private TestLimits() {}

    /** Limits that nothing in a test reaches: all its requests come from one address. */
    public static Limits limits(TestDatabase database, Clock clock) {
        var properties = settings("client-authentication", "100000 per 1m");
        var metrics = new SimpleMeterRegistry();
        return new Limits(
                new CountRepository(database.jdbc()),
                properties,
                new Waits(properties, metrics),
                new LimitReports(metrics, _ -> {}),
                clock,
                TestCrypto.derivedKeys());
    }

    /** With settings such as {@code "sign-in.address", "3 per 1m"}. */
    static LimitProperties settings(String... changed) {
        var source = new MapConfigurationPropertySource(
                Map.of("idp.limits.delay", "1ms", "idp.limits.longest-delay", "1ms"));
        for (var i = 0; i < changed.length; i += 2) {
            source.put("idp.limits." + changed[i], changed[i + 1]);
        }
        return new Binder(source).bindOrCreate("idp.limits", LimitProperties.class);
    }
}
