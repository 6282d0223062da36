package dev.signet.idp.recovery;

import dev.signet.idp.login.SignInOption;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class RecoveryConfiguration {

    @Bean
    @Order(1)
    SignInOption forgottenPassword() {
        return journey ->
                Optional.of(new SignInOption.Link("login.help.recovery", journey.to(RecoveryController.PATH)));
    }
}
