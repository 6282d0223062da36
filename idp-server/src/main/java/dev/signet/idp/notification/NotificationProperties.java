package dev.signet.idp.notification;

import dev.signet.idp.settings.InvalidSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Notices to the owners of accounts.
 *
 * @param newDevice whether people hear of a sign-in with a browser that their account does not know
 * @param newDevicesPerDay of how many such sign-ins they hear in a day
 */
@ConfigurationProperties("idp.notification")
record NotificationProperties(
        @DefaultValue("true") boolean newDevice,
        @DefaultValue("5") int newDevicesPerDay) {

    NotificationProperties {
        if (newDevicesPerDay < 1) {
            throw new InvalidSettingException("idp.notification.new-devices-per-day must be at least 1");
        }
    }
}
