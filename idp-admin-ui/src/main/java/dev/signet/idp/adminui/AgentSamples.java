package dev.signet.idp.adminui;

import static dev.signet.idp.adminui.ConfigurationSample.encoded;
import static dev.signet.idp.adminui.ConfigurationSample.quoted;
import static dev.signet.idp.adminui.ConfigurationSample.word;

import dev.signet.idp.adminui.ConfigurationSample.Facts;
import java.util.List;

/**
 * How an agent gets a token for an MCP server: the server says who its authorization server is (RFC 9728), and the agent
 * names the server in each request (RFC 8707).
 */
final class AgentSamples {

    private AgentSamples() {}

    static List<ConfigurationSample> of(Facts client) {
        return List.of(
                new ConfigurationSample("mcp-server", "MCP server (RFC 9728)", null, resourceMetadata(client)),
                new ConfigurationSample("mcp-metadata", "curl (RFC 8414)", null, serverMetadata(client)),
                new ConfigurationSample("mcp-requests", "MCP client (RFC 8707)", null, requests(client)),
                new ConfigurationSample("node", "Node.js (openid-client 6)", null, node(client)));
    }

    private static String resourceMetadata(Facts client) {
        return """
                {
                  "resource": %s,
                  "authorization_servers": [%s],
                  "scopes_supported": [%s],
                  "bearer_methods_supported": ["header"]
                }
                """.formatted(
                        quoted(client.resource()),
                        quoted(client.issuer()),
                        quoted(client.scopes().stream()
                                .filter(it -> !it.equals("offline_access"))
                                .toList()));
    }

    private static String serverMetadata(Facts client) {
        return "curl " + word(client.endpoint("oauth_metadata")) + "\n";
    }

    private static String requests(Facts client) {
        return """
                # the browser goes to, with a code_challenge of your own:
                %s?response_type=code&client_id=%s&redirect_uri=%s&scope=%s&resource=%s&code_challenge_method=S256&code_challenge=…&state=…

                # and the code becomes a token for this one server:
                curl --data grant_type=authorization_code \\
                  --data-urlencode %s \\
                  --data-urlencode %s \\
                  --data-urlencode %s \\
                  --data-urlencode "code=$CODE" --data-urlencode "code_verifier=$VERIFIER" \\
                  %s
                """.formatted(
                        client.endpoint("authorization_endpoint"),
                        encoded(client.clientId()),
                        encoded(client.redirectUri()),
                        encoded(client.scope()),
                        encoded(client.resource()),
                        word("client_id=" + client.clientId()),
                        word("redirect_uri=" + client.redirectUri()),
                        word("resource=" + client.resource()),
                        word(client.endpoint("token_endpoint")));
    }

    private static String node(Facts client) {
        return NodeSample.discovery(client)
                + """

                const verifier = client.randomPKCECodeVerifier();
                const url = client.buildAuthorizationUrl(config, {
                  redirect_uri: %s,
                  scope: %s,
                  resource: %s,
                  code_challenge: await client.calculatePKCECodeChallenge(verifier),
                  code_challenge_method: "S256",
                });
                const tokens = await client.authorizationCodeGrant(
                  config, currentUrl, { pkceCodeVerifier: verifier }, { resource: %s });
                """.formatted(
                                quoted(client.redirectUri()),
                                quoted(client.scope()),
                                quoted(client.resource()),
                                quoted(client.resource()));
    }
}
