package dev.signet.idp.device;

import dev.signet.idp.jobs.ExpiredRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UnseenDevices {

    @Bean
    ExpiredRows expiredDevices(Devices devices) {
        return new ExpiredRows("device", devices::deleteUnseen);
    }
}
