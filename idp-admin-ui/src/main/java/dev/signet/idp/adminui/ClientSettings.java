package dev.signet.idp.adminui;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application is configured with. Never holds the secret: configuration names an environment variable.
 *
 * @param springYaml for Spring Boot; null for an application that has no server to configure
 */
record ClientSettings(
        String clientId,
        String issuer,
        Map<String, String> endpoints,
        @Nullable String springYaml) {

    static ClientSettings of(String clientId, Map<String, Object> fields, ClientOffice.Provider provider) {
        var method = String.valueOf(fields.get("token_endpoint_auth_method"));
        return new ClientSettings(
                clientId,
                provider.issuer(),
                provider.endpoints(),
                method.startsWith("client_secret_") ? yaml(clientId, method, fields, provider) : null);
    }

    private static String yaml(
            String clientId, String method, Map<String, Object> fields, ClientOffice.Provider provider) {
        var signsIn = ClientForm.texts(fields.get("grant_types")).contains("authorization_code");
        var redirects = ClientForm.texts(fields.get("redirect_uris"));
        var scopes = String.join(", ", ClientForm.texts(fields.get("scope"))).replace(" ", ", ");
        return """
                spring:
                  security:
                    oauth2:
                      client:
                        registration:
                          signet:
                            client-id: %s
                            client-secret: ${SIGNET_CLIENT_SECRET}
                            client-authentication-method: %s
                            authorization-grant-type: %s
                %s%s        provider:
                          signet:
                            issuer-uri: %s
                """.formatted(
                        quoted(clientId),
                        method,
                        signsIn ? "authorization_code" : "client_credentials",
                        line("redirect-uri", signsIn ? redirects : List.of()),
                        line("scope", scopes.isEmpty() ? List.of() : List.of(scopes)),
                        quoted(provider.issuer()));
    }

    private static String line(String key, List<String> values) {
        return values.isEmpty() ? "" : "            " + key + ": " + quoted(values.getFirst()) + "\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
