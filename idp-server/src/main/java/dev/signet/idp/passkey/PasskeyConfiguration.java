package dev.signet.idp.passkey;

import dev.signet.idp.login.SecondFactor;
import dev.signet.idp.login.SignInPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What this module offers to module {@code login}. */
@Configuration(proxyBeanMethods = false)
class PasskeyConfiguration {

    @Bean
    SecondFactor passkeyFactor(PasskeyRepository passkeys) {
        return new PasskeyFactor(KeyKind.PASSKEY, passkeys);
    }

    @Bean
    SecondFactor securityKeyFactor(PasskeyRepository passkeys) {
        return new PasskeyFactor(KeyKind.SECURITY_KEY, passkeys);
    }

    @Bean
    @Order(10)
    SignInPart passkeySignIn() {
        return () -> "passkey/part";
    }
}
