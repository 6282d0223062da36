package dev.signet.idp.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** The guarded client as a test needs it: it may go to servers on this machine. */
public final class TestOutbound {

    private TestOutbound() {}

    public static GuardedHttpClient toThisMachine() {
        return new GuardedHttpClient(new OutboundProperties(
                true, List.of(), Duration.ofSeconds(1), Duration.ofSeconds(5), DataSize.ofKilobytes(64)));
    }
}
