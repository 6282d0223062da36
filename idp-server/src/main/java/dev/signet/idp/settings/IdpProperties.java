package dev.signet.idp.settings;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The installation as a whole.
 *
 * @param issuer issuer identifier (OpenID Connect Discovery 1.0 §3): https, or http on a loopback host for trying out;
 *     no query, no fragment, no trailing slash. Also the address that people and clients reach us at
 * @param dataDir where the embedded database and the generated key-encryption key live
 * @param configDir where {@code clients.yaml} is read from
 */
@ConfigurationProperties("idp")
public record IdpProperties(
        @DefaultValue("http://localhost:9000") URI issuer,
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("./config") Path configDir) {

    public IdpProperties {
        require(issuer.getHost() != null, "idp.issuer must be an absolute URL, for example https://id.example.com");
        require(issuer.getQuery() == null && issuer.getFragment() == null, "idp.issuer must have no query or fragment");
        require(issuer.getPath().isEmpty(), "idp.issuer must be an origin: no path, no trailing slash");
        require(
                "https".equals(issuer.getScheme())
                        || ("http".equals(issuer.getScheme()) && isLoopback(issuer.getHost())),
                "idp.issuer must be https; plain http is allowed on a loopback host only");
    }

    /** An absolute URL of this provider. {@code path} starts with a slash. */
    public String url(String path) {
        return issuer + path;
    }

    /** Whether the issuer names this machine, so that nobody elsewhere can use it. */
    public boolean isLocal() {
        return isLoopback(issuer.getHost());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidSettingException(sentence);
        }
    }
}
