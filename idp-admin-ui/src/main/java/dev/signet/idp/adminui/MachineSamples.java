package dev.signet.idp.adminui;

import static dev.signet.idp.adminui.ConfigurationSample.quoted;
import static dev.signet.idp.adminui.ConfigurationSample.word;

import dev.signet.idp.adminui.ConfigurationSample.Facts;
import java.util.List;

/** Configuration of services that ask for tokens in their own name (RFC 6749 §4.4). */
final class MachineSamples {

    private MachineSamples() {}

    static List<ConfigurationSample> of(Facts client) {
        return List.of(
                new ConfigurationSample("curl", "curl", null, curl(client)),
                new ConfigurationSample("spring", "Spring Boot", null, SpringSample.machine(client)),
                new ConfigurationSample("node", "Node.js (openid-client 6)", null, node(client)),
                new ConfigurationSample("aspnet", "ASP.NET Core", null, aspNet(client)),
                new ConfigurationSample("authlib", "Python (Authlib)", null, authlib(client)));
    }

    private static String curl(Facts client) {
        var credentials = client.method().equals("client_secret_post")
                ? "--data-urlencode " + word("client_id=" + client.clientId())
                        + " \\\n  --data-urlencode \"client_secret=$SIGNET_CLIENT_SECRET\""
                : "--user " + word(ConfigurationSample.encoded(client.clientId())) + "\":$SIGNET_CLIENT_SECRET\"";
        return """
                curl %s \\
                  --data grant_type=client_credentials \\
                  --data-urlencode %s \\
                  %s
                """.formatted(credentials, word("scope=" + client.scope()), word(client.endpoint("token_endpoint")));
    }

    private static String node(Facts client) {
        return NodeSample.discovery(client) + """
                const tokens = await client.clientCredentialsGrant(config, { scope: %s });
                """.formatted(quoted(client.scope()));
    }

    private static String aspNet(Facts client) {
        var posts = client.method().equals("client_secret_post");
        return """
                var secret = builder.Configuration["SIGNET_CLIENT_SECRET"]!;
                var request = new HttpRequestMessage(HttpMethod.Post, %s);
                %srequest.Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["scope"] = %s,
                %s});
                var response = await http.SendAsync(request);
                """.formatted(
                        quoted(client.endpoint("token_endpoint")),
                        posts ? "" : basic(client),
                        quoted(client.scope()),
                        posts ? inForm(client) : "");
    }

    private static String basic(Facts client) {
        return """
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(
                    Encoding.UTF8.GetBytes(Uri.EscapeDataString(%s) + ":" + Uri.EscapeDataString(secret))));
                """.formatted(quoted(client.clientId()));
    }

    private static String inForm(Facts client) {
        return """
                ["client_id"] = %s,
                ["client_secret"] = secret,
                """.formatted(quoted(client.clientId())).indent(4);
    }

    private static String authlib(Facts client) {
        return """
                import os
                from authlib.integrations.requests_client import OAuth2Session

                session = OAuth2Session(
                    %s,
                    os.environ["SIGNET_CLIENT_SECRET"],
                    scope=%s,
                    token_endpoint_auth_method=%s,
                )
                token = session.fetch_token(%s, grant_type="client_credentials")
                """.formatted(
                        quoted(client.clientId()),
                        quoted(client.scope()),
                        quoted(client.method()),
                        quoted(client.endpoint("token_endpoint")));
    }
}
