package dev.signet.idp.audit;

import static org.awaitility.Awaitility.await;

import dev.signet.idp.test.LeanApplication;

/** Seals on behalf of a server, where none runs. */
public final class TestSealing {

    private TestSealing() {}

    public static void sealAll(LeanApplication application) {
        var sealing = application.bean(Sealing.class);
        await().until(() -> !sealing.seal());
    }
}
