package dev.signet.idp.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** What no request may hold, whoever it is for. The answer is 400. */
@Configuration(proxyBeanMethods = false)
class Firewall {

    /**
     * Spring Security's own rules, and no U+0000 in a parameter: PostgreSQL has no text with it, so a statement that
     * such a value reached would fail.
     */
    @Bean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }
}
