package dev.signet.idp.clientregistration;

import dev.signet.idp.client.Scope;
import dev.signet.idp.settings.InvalidSettingException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Clients that register themselves.
 *
 * @param mode {@code off}: nobody; {@code token}: whoever has an initial access token, which
 *     {@code registration-token create} makes; {@code open}: everybody
 * @param redirectHosts hosts that redirect URIs may lead to, as {@code app.example.com} or {@code *.example.com}; any where
 *     none is named. With a list, applications' own schemes are out, and loopback has to be named too
 * @param grantTypes what they may be registered for
 * @param scopes the most that they may ask for, and what they get who do not say
 * @param requirePkce whether those that authenticate need PKCE too; public clients always do
 */
@ConfigurationProperties("idp.client-registration")
record ClientRegistrationProperties(
        @DefaultValue("off") Mode mode,
        @DefaultValue List<String> redirectHosts,

        @DefaultValue({"authorization_code", "refresh_token"})
        List<String> grantTypes,

        @DefaultValue({"openid", "profile", "email", "address", "phone", "offline_access"})
        List<String> scopes,

        @DefaultValue("true") boolean requirePkce) {

    /** Who may register a client. */
    enum Mode {
        OFF,
        TOKEN,
        OPEN
    }

    ClientRegistrationProperties {
        for (var host : redirectHosts) {
            if (!host.matches("(\\*\\.)?[a-z0-9.:\\[\\]-]+")) {
                throw new InvalidSettingException(
                        "idp.client-registration.redirect-hosts must be hosts in lower case, such as app.example.com or"
                                + " *.example.com");
            }
        }
        if (scopes.stream().anyMatch(it -> it.startsWith(Scope.ADMINISTRATION))) {
            throw new InvalidSettingException(
                    "idp.client-registration.scopes must not open the API for administrators to whoever registers");
        }
    }

    boolean isOff() {
        return mode == Mode.OFF;
    }

    boolean isOpen() {
        return mode == Mode.OPEN;
    }
}
