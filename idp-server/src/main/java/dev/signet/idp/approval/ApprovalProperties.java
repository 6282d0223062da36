package dev.signet.idp.approval;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Approval by a second administrator.
 *
 * @param lifetime how long somebody can allow what was asked for
 */
@ConfigurationProperties("idp.approval")
record ApprovalProperties(@DefaultValue("24h") Duration lifetime) {

    ApprovalProperties {
        if (!lifetime.isPositive()) {
            throw new InvalidSettingException("idp.approval.lifetime must be positive");
        }
    }
}
