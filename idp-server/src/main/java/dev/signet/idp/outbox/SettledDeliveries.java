package dev.signet.idp.outbox;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettledDeliveries {

    @Bean
    ExpiredRows settledDeliveriesSweep(DeliveryRepository deliveries, OutboxProperties settings, Clock clock) {
        return new ExpiredRows(
                "delivery", limit -> deliveries.deleteSettled(clock.instant().minus(settings.retention()), limit));
    }
}
