package dev.signet.idp.adminapi;

import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.token.AdministrationApi;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class AdminApiConfiguration implements WebMvcConfigurer {

    private final ApiCallGate gate;
    private final BodyResolver bodies;
    private final OnceResolver onces;

    AdminApiConfiguration(ApiCallGate gate, BodyResolver bodies, OnceResolver onces) {
        this.gate = gate;
        this.bodies = bodies;
        this.onces = onces;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate).addPathPatterns(AdministrationApi.PATH + "/**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(bodies);
        resolvers.add(onces);
        resolvers.add(new IfMatchResolver());
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweep {

        @Bean
        ExpiredRows expiredIdempotentRequests(IdempotentRequestRepository requests, Clock clock) {
            return new ExpiredRows("idempotent_request", limit -> requests.deleteExpired(clock.instant(), limit));
        }
    }
}
