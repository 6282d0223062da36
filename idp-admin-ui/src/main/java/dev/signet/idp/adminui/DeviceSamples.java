package dev.signet.idp.adminui;

import static dev.signet.idp.adminui.ConfigurationSample.quoted;
import static dev.signet.idp.adminui.ConfigurationSample.word;

import dev.signet.idp.adminui.ConfigurationSample.Facts;
import java.util.List;

/** How a device without a browser signs somebody in (RFC 8628). */
final class DeviceSamples {

    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private DeviceSamples() {}

    static List<ConfigurationSample> of(Facts client) {
        return List.of(
                new ConfigurationSample("curl", "curl", null, curl(client)),
                new ConfigurationSample("node", "Node.js (openid-client 6)", null, node(client)));
    }

    private static String curl(Facts client) {
        var credentials = client.isPublic() ? "" : secret(client);
        return """
                # 1. start, and show user_code and verification_uri
                curl --data-urlencode %s \\
                  --data-urlencode %s \\
                %s  %s

                # 2. ask every interval seconds, until there are tokens or another error than authorization_pending
                curl --data-urlencode %s \\
                  --data grant_type=%s \\
                  --data-urlencode "device_code=$DEVICE_CODE" \\
                %s  %s
                """.formatted(
                        word("client_id=" + client.clientId()),
                        word("scope=" + client.scope()),
                        credentials,
                        word(client.endpoint("device_authorization_endpoint")),
                        word("client_id=" + client.clientId()),
                        DEVICE_CODE,
                        credentials,
                        word(client.endpoint("token_endpoint")));
    }

    private static String secret(Facts client) {
        return client.method().equals("client_secret_post")
                ? "  --data-urlencode \"client_secret=$SIGNET_CLIENT_SECRET\" \\\n"
                : "  --user " + word(ConfigurationSample.encoded(client.clientId()))
                        + "\":$SIGNET_CLIENT_SECRET\" \\\n";
    }

    private static String node(Facts client) {
        return NodeSample.discovery(client) + """
                const started = await client.initiateDeviceAuthorization(config, { scope: %s });
                console.log(started.verification_uri, started.user_code);
                const tokens = await client.pollDeviceAuthorizationGrant(config, started);
                """.formatted(quoted(client.scope()));
    }
}
