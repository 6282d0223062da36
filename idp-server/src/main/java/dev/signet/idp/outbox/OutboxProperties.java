package dev.signet.idp.outbox;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mails and messages that wait in the database until they have arrived.
 *
 * @param pollInterval how often a node looks for what is due, beside what it enqueued itself and takes at once
 * @param concurrency most deliveries of one kind at once on one node
 * @param retention how long it can be looked up whether something arrived; its content is gone once it did
 */
@ConfigurationProperties("idp.outbox")
record OutboxProperties(
        @DefaultValue("5s") Duration pollInterval,
        @DefaultValue("4") int concurrency,
        @DefaultValue("30d") Duration retention) {

    OutboxProperties {
        if (!pollInterval.isPositive()) {
            throw new InvalidSettingException("idp.outbox.poll-interval must be positive");
        }
        if (concurrency < 1 || concurrency > 64) {
            throw new InvalidSettingException("idp.outbox.concurrency must be from 1 to 64");
        }
        if (!retention.isPositive()) {
            throw new InvalidSettingException("idp.outbox.retention must be positive");
        }
    }
}
