package dev.signet.idp.adminui;

import java.util.List;
import java.util.Map;

/**
 * What an application is configured with. Never holds the secret: configuration names an environment variable.
 *
 * @param samples ready configuration, for the stacks that can do what the client is registered for
 */
record ClientSettings(
        String clientId, String issuer, Map<String, String> endpoints, List<ConfigurationSample> samples) {

    static ClientSettings of(String clientId, Map<String, Object> fields, ClientOffice.Provider provider) {
        var client = new RegisteredForm(clientId, fields, provider);
        return new ClientSettings(clientId, provider.issuer(), provider.endpoints(), client.samples());
    }

    /** The registration as samples need it. */
    private record RegisteredForm(String clientId, Map<String, Object> fields, ClientOffice.Provider provider) {

        List<ConfigurationSample> samples() {
            var method = String.valueOf(fields.get("token_endpoint_auth_method"));
            if (!method.equals("none") && !method.startsWith("client_secret_")) {
                return List.of(); // keys and certificates are not a matter of copying a few lines
            }
            var grants = ClientForm.texts(fields.get("grant_types"));
            var facts = new ConfigurationSample.Facts(
                    clientId,
                    method,
                    first("scope"),
                    first("redirect_uris"),
                    first("resources"),
                    provider.issuer(),
                    provider.endpoints());
            if (grants.contains("authorization_code")) {
                var isForResources = !facts.resource().isEmpty();
                return isForResources && facts.isPublic() ? AgentSamples.of(facts) : SignInSamples.of(facts);
            }
            if (grants.contains("urn:ietf:params:oauth:grant-type:device_code")) {
                return DeviceSamples.of(facts);
            }
            return grants.contains("client_credentials") ? MachineSamples.of(facts) : List.of();
        }

        private String first(String field) {
            var values = ClientForm.texts(fields.get(field));
            return values.isEmpty() ? "" : values.getFirst();
        }
    }
}
