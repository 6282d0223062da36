package dev.signet.idp.merge;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Merging accounts.
 *
 * @param undoWithin how long a merge can be undone; after that the closed account is deleted
 */
@ConfigurationProperties("idp.merge")
record MergeProperties(@DefaultValue("14d") Duration undoWithin) {

    MergeProperties {
        if (!undoWithin.isPositive()) {
            throw new InvalidSettingException("idp.merge.undo-within must be positive");
        }
    }
}
