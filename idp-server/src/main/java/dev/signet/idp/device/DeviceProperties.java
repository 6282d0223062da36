package dev.signet.idp.device;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Browsers that are known again.
 *
 * @param rememberFor how long a browser stands for a second factor after its owner asked for that
 * @param forgetAfter how long a browser is known after the last sign-in with it
 */
@ConfigurationProperties("idp.device")
record DeviceProperties(
        @DefaultValue("30d") Duration rememberFor,
        @DefaultValue("365d") Duration forgetAfter) {

    DeviceProperties {
        if (!rememberFor.isPositive()) {
            throw new InvalidSettingException("idp.device.remember-for must be positive");
        }
        if (forgetAfter.compareTo(rememberFor) < 0) {
            throw new InvalidSettingException("idp.device.forget-after must not be below idp.device.remember-for");
        }
    }
}
