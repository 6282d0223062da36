package dev.signet.idp.adminui;

import static dev.signet.idp.adminui.ConfigurationSample.quoted;

import dev.signet.idp.adminui.ConfigurationSample.Facts;

/** How openid-client finds this provider, whatever it asks for then. */
final class NodeSample {

    private NodeSample() {}

    static String discovery(Facts client) {
        return """
                import * as client from "openid-client";

                const config = await client.discovery(
                  new URL(%s),
                  %s,
                  undefined,
                  %s,%s
                );
                """.formatted(
                        quoted(client.issuer()),
                        quoted(client.clientId()),
                        authentication(client),
                        client.isPlainHttp()
                                ? "\n  { execute: [client.allowInsecureRequests] }, // for trying things out only"
                                : "");
    }

    private static String authentication(Facts client) {
        return switch (client.method()) {
            case "none" -> "client.None()";
            case "client_secret_post" -> "client.ClientSecretPost(process.env.SIGNET_CLIENT_SECRET)";
            default -> "client.ClientSecretBasic(process.env.SIGNET_CLIENT_SECRET)";
        };
    }
}
