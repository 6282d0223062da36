package dev.signet.idp.adminui;

import static dev.signet.idp.adminui.ConfigurationSample.quoted;

import dev.signet.idp.adminui.ConfigurationSample.Facts;
import java.util.ArrayList;
import java.util.List;

/** Configuration of applications that people sign in to with a browser. */
final class SignInSamples {

    private SignInSamples() {}

    static List<ConfigurationSample> of(Facts client) {
        var samples = new ArrayList<ConfigurationSample>();
        if (client.isPublic()) {
            samples.add(new ConfigurationSample("browser", "oidc-client-ts", null, browser(client)));
        }
        samples.add(new ConfigurationSample("spring", "Spring Boot", null, SpringSample.signIn(client)));
        samples.add(new ConfigurationSample("node", "Node.js (openid-client 6)", null, node(client)));
        samples.add(new ConfigurationSample(
                "aspnet",
                "ASP.NET Core",
                client.method().equals("client_secret_basic") ? "aspnet-post" : null,
                aspNet(client)));
        samples.add(new ConfigurationSample("authlib", "Python (Authlib, Flask)", null, authlib(client)));
        return List.copyOf(samples);
    }

    private static String browser(Facts client) {
        return """
                import { UserManager } from "oidc-client-ts";

                const users = new UserManager({
                  authority: %s,
                  client_id: %s,
                  redirect_uri: %s,
                  scope: %s,
                });
                await users.signinRedirect();
                // and on the page of the redirect URI:
                const user = await users.signinRedirectCallback();
                """.formatted(
                        quoted(client.issuer()),
                        quoted(client.clientId()),
                        quoted(client.redirectUri()),
                        quoted(client.scope()));
    }

    private static String node(Facts client) {
        return NodeSample.discovery(client) + """

                const verifier = client.randomPKCECodeVerifier();
                const state = client.randomState();
                const url = client.buildAuthorizationUrl(config, {
                  redirect_uri: %s,
                  scope: %s,
                  code_challenge: await client.calculatePKCECodeChallenge(verifier),
                  code_challenge_method: "S256",
                  state,
                });
                // send the browser to url; at the redirect URI, with its whole address:
                const tokens = await client.authorizationCodeGrant(config, currentUrl, {
                  pkceCodeVerifier: verifier,
                  expectedState: state,
                });
                """.formatted(quoted(client.redirectUri()), quoted(client.scope()));
    }

    private static String aspNet(Facts client) {
        var lines = new ArrayList<String>();
        lines.add("options.Authority = " + quoted(client.issuer()) + ";");
        lines.add("options.ClientId = " + quoted(client.clientId()) + ";");
        if (!client.isPublic()) {
            lines.add("options.ClientSecret = builder.Configuration[\"SIGNET_CLIENT_SECRET\"];");
        }
        lines.add("options.CallbackPath = " + quoted(client.callbackPath()) + ";");
        lines.add("options.ResponseType = \"code\";");
        lines.add("options.UsePkce = true;");
        lines.add("options.MapInboundClaims = false;");
        lines.add("options.GetClaimsFromUserInfoEndpoint = true;");
        lines.add("options.Scope.Clear();");
        client.scopes().forEach(scope -> lines.add("options.Scope.Add(" + quoted(scope) + ");"));
        if (client.isPlainHttp()) {
            lines.add("options.RequireHttpsMetadata = false; // for trying things out only");
        }
        return """
                builder.Services
                    .AddAuthentication(options =>
                    {
                        options.DefaultScheme = "Cookies";
                        options.DefaultChallengeScheme = "Signet";
                    })
                    .AddCookie("Cookies")
                    .AddOpenIdConnect("Signet", options =>
                    {
                        %s
                    });
                """.formatted(String.join("\n        ", lines));
    }

    private static String authlib(Facts client) {
        return """
                import os
                from authlib.integrations.flask_client import OAuth

                oauth = OAuth(app)
                oauth.register(
                    "signet",
                    client_id=%s,
                %s    server_metadata_url=%s,
                    client_kwargs={
                        "scope": %s,
                        "code_challenge_method": "S256",
                        "token_endpoint_auth_method": %s,
                    },
                )
                # return oauth.signet.authorize_redirect(%s)
                """.formatted(
                        quoted(client.clientId()),
                        client.isPublic() ? "" : "    client_secret=os.environ[\"SIGNET_CLIENT_SECRET\"],\n",
                        quoted(client.endpoint("discovery")),
                        quoted(client.scope()),
                        quoted(client.method()),
                        quoted(client.redirectUri()));
    }
}
