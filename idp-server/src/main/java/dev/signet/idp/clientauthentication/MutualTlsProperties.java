package dev.signet.idp.clientauthentication;

import dev.signet.idp.settings.InvalidSettingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Client certificates (RFC 8705).
 *
 * @param enabled whether certificates are looked at and mutual TLS is announced
 * @param certificateHeader header in which a proxy hands on the certificate of the client that it asked for one: PEM in
 *     URL encoding, base64 of the DER form, or as RFC 9440 says. Believed only where the request came from a proxy that
 *     {@code server.tomcat.remoteip.internal-proxies} names, with {@code server.forward-headers-strategy=native}; the proxy
 *     must remove the header from what others send. When absent, the certificate of our own TLS connection counts
 * @param caFile certification authorities, as PEM, whose certificates {@code tls_client_auth} accepts; without it no client
 *     can authenticate so
 */
@ConfigurationProperties("idp.mtls")
record MutualTlsProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable String certificateHeader,
        @Nullable Path caFile) {

    MutualTlsProperties {
        if (!enabled && (certificateHeader != null || caFile != null)) {
            throw new InvalidSettingException(
                    "idp.mtls.enabled must be true where idp.mtls.certificate-header or idp.mtls.ca-file is set");
        }
    }
}
