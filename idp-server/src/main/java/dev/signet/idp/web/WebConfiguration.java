package dev.signet.idp.web;

import jakarta.servlet.Filter;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /** DispatcherServlet finds it by this name. */
    @Bean
    LocaleResolver localeResolver() {
        return new RememberedLanguage();
    }

    /** DispatcherServlet finds it by this name. */
    @Bean
    FlashMapManager flashMapManager() {
        return new NoFlashMaps();
    }

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        return first(new RequestIdFilter(), 0);
    }

    @Bean
    FilterRegistrationBean<FailureFilter> failureFilter() {
        return first(new FailureFilter(), 5); // inside the metrics, so that they see the status that was sent
    }

    /** Puts the hash of a style sheet's content into its address. */
    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> resourceUrlEncodingFilter() {
        return new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PageModel());
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        // Boot's own handler is off: under its "/**" every link of every page was looked up in the jar.
        registry.addResourceHandler("/favicon.svg", "/robots.txt")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    private static <T extends Filter> FilterRegistrationBean<T> first(T filter, int offset) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + offset);
        return registration;
    }
}
