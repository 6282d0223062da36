package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.TestClock;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A circuit")
class CircuitTests {

    private final TestClock clock = new TestClock(Instant.parse("2026-11-25T12:00:00Z"));
    private final Circuit circuit = new Circuit(clock);

    @Test
    void staysClosedAfterOneFailure() {
        circuit.failed();

        assertThat(circuit.isOpen()).isFalse();
    }

    @Test
    void opensForAPauseAfterTwoAndAgainAfterOneMore() {
        circuit.failed();
        circuit.failed();
        assertThat(circuit.isOpen()).isTrue();

        clock.advance(Circuit.PAUSE);
        assertThat(circuit.isOpen()).isFalse();
        circuit.failed();
        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void startsOverAfterAnAnswer() {
        circuit.failed();
        circuit.answered();
        circuit.failed();

        assertThat(circuit.isOpen()).isFalse();
    }
}
