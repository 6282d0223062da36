package dev.signet.idp.registration;

import dev.signet.idp.login.SignInOption;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class RegistrationConfiguration {

    @Bean
    @Order(2)
    @ConditionalOnProperty(name = "idp.registration.mode", havingValue = "open")
    SignInOption newAccount() {
        return journey ->
                Optional.of(new SignInOption.Link("login.help.registration", journey.to(RegistrationController.PATH)));
    }
}
