package dev.signet.idp;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void everyModuleKeepsToItsAllowedDependencies() {
        ApplicationModules.of(IdpServerApplication.class).verify();
    }
}
