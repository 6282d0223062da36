package dev.signet.idp.registration;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may make an account for themselves.
 *
 * @param mode {@code off}: nobody; {@code invitation}: whoever was invited; {@code open}: everybody who reads the mailbox
 *     of their address
 * @param linkLifetime how long the link of somebody who registers works
 * @param invitationLifetime how long an invitation can be accepted
 */
@ConfigurationProperties("idp.registration")
record RegistrationProperties(
        @DefaultValue("off") Mode mode,
        @DefaultValue("2h") Duration linkLifetime,
        @DefaultValue("7d") Duration invitationLifetime) {

    /** Who may make an account. */
    enum Mode {
        OFF,
        INVITATION,
        OPEN
    }

    RegistrationProperties {
        if (!linkLifetime.isPositive()) {
            throw new InvalidSettingException("idp.registration.link-lifetime must be positive");
        }
        if (!invitationLifetime.isPositive()) {
            throw new InvalidSettingException("idp.registration.invitation-lifetime must be positive");
        }
    }

    boolean isOpen() {
        return mode == Mode.OPEN;
    }

    boolean takesInvitations() {
        return mode != Mode.OFF;
    }
}
