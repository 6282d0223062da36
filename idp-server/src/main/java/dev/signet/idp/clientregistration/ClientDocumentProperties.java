package dev.signet.idp.clientregistration;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Clients that nobody registers: their {@code client_id} is the address of a document that describes them.
 *
 * @param enabled whether there are any
 * @param hosts where such documents may lie, as {@code app.example.com} or {@code *.example.com}; anywhere where none is named
 * @param scopes the most that such clients may ask for, and what they get who do not say
 * @param resources for which such clients may ask for access tokens (RFC 8707), such as MCP servers, beside our own endpoints
 * @param unreachable how long a client goes on working whose document cannot be read any more
 */
@ConfigurationProperties("idp.client-documents")
record ClientDocumentProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue List<String> hosts,

        @DefaultValue({"openid", "profile", "email", "offline_access"})
        List<String> scopes,

        @DefaultValue List<String> resources,
        @DefaultValue("1d") Duration unreachable) {

    ClientDocumentProperties {
        for (var host : hosts) {
            if (!host.matches("(\\*\\.)?[a-z0-9.:\\[\\]-]+")) {
                throw new InvalidSettingException(
                        "idp.client-documents.hosts must be hosts in lower case, such as app.example.com or *.example.com");
            }
        }
        if (unreachable.isNegative()) {
            throw new InvalidSettingException("idp.client-documents.unreachable must not be negative");
        }
    }

    boolean allowsHost(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return hosts.isEmpty()
                || hosts.stream()
                        .anyMatch(it -> it.startsWith("*.") ? name.endsWith(it.substring(1)) : name.equals(it));
    }
}
