package dev.signet.idp.session;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /**
     * Bound to this host alone, never sent over plain HTTP (browsers except loopback), never readable by scripts, sent
     * along when a relying party sends somebody here by a link, not when it embeds us or posts to us.
     */
    static final String COOKIE = "__Host-signet";

    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<StoredSession>> sessionFilter(SessionStore store) {
        var cookies = new DefaultCookieSerializer();
        cookies.setCookieName(COOKIE);
        cookies.setCookiePath("/");
        cookies.setUseBase64Encoding(false);
        cookies.setUseHttpOnlyCookie(true);
        cookies.setUseSecureCookie(true);
        cookies.setSameSite("Lax");
        var ids = new CookieHttpSessionIdResolver();
        ids.setCookieSerializer(cookies);
        var filter = new SessionRepositoryFilter<>(store);
        filter.setHttpSessionIdResolver(ids);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }
}
