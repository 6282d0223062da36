package dev.signet.idp.adminui;

import static dev.signet.idp.adminui.ConfigurationSample.quoted;

import dev.signet.idp.adminui.ConfigurationSample.Facts;

/** The application.yaml of a Spring Boot application. */
final class SpringSample {

    private SpringSample() {}

    static String signIn(Facts client) {
        return of(client, "authorization_code", client.redirectUri());
    }

    static String machine(Facts client) {
        return of(client, "client_credentials", "");
    }

    private static String of(Facts client, String grantType, String redirectUri) {
        return """
                spring:
                  security:
                    oauth2:
                      client:
                        registration:
                          signet:
                            client-id: %s
                %s            client-authentication-method: %s
                            authorization-grant-type: %s
                %s%s        provider:
                          signet:
                            issuer-uri: %s
                """.formatted(
                        quoted(client.clientId()),
                        client.isPublic() ? "" : "            client-secret: ${SIGNET_CLIENT_SECRET}\n",
                        client.method(),
                        grantType,
                        line("redirect-uri", redirectUri),
                        line("scope", String.join(", ", client.scopes())),
                        quoted(client.issuer()));
    }

    private static String line(String key, String value) {
        return value.isEmpty() ? "" : "            " + key + ": " + quoted(value) + "\n";
    }
}
