package dev.signet.idp.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PowerTests {

    @Test
    void standsInForAClientUnderAnIdThatIsAlwaysTheSameAndNoAccounts() {
        var id = Power.standIn("provisioning").value();

        assertThat(id).isEqualTo(Power.standIn("provisioning").value());
        assertThat(id).isNotEqualTo(Power.standIn("provisioning2").value());
        assertThat(id.version()).as("those of accounts are of version 4").isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void isNobodysOutsideOfARequest() {
        assertThat(Power.current()).isEmpty();
    }
}
