package dev.signet.idp.settings;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where clients reach us with a certificate (RFC 8705 §5).
 *
 * @param endpointUrl origin at which connections are asked for a client certificate, such as
 *     {@code https://mtls.id.example.com}, where the issuer's own address does not ask; told as
 *     {@code mtls_endpoint_aliases}. Keeps browsers from asking people for a certificate
 */
@ConfigurationProperties("idp.mtls")
public record MutualTlsAddress(@Nullable URI endpointUrl) {

    public MutualTlsAddress {
        if (endpointUrl != null
                && (!"https".equals(endpointUrl.getScheme())
                        || endpointUrl.getHost() == null
                        || endpointUrl.getRawUserInfo() != null
                        || !endpointUrl.getRawPath().isEmpty()
                        || endpointUrl.getRawQuery() != null
                        || endpointUrl.getRawFragment() != null)) {
            throw new InvalidSettingException(
                    "idp.mtls.endpoint-url must be an https origin, such as https://mtls.id.example.com, without a slash at its"
                            + " end");
        }
    }

    /** The other address of one of our endpoints; empty if it has none. {@code path} starts with a slash. */
    public Optional<String> url(String path) {
        return Optional.ofNullable(endpointUrl).map(it -> it + path);
    }
}
