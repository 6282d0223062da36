package dev.signet.idp.clientauthentication;

import dev.signet.idp.settings.InvalidSettingException;
import dev.signet.idp.settings.MutualTlsAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The certificates with which clients make their TLS connections (RFC 8705), to us or to a proxy of ours. */
@Component
public class ClientCertificates {

    /** Where the servlet container puts the certificates of a connection (Jakarta Servlet 6.1 §3.8). */
    private static final String OF_THE_CONNECTION = "jakarta.servlet.request.X509Certificate";

    /** Set by Tomcat where it believes what a proxy says about the request. */
    private static final String FROM_A_TRUSTED_PROXY = "org.apache.tomcat.request.forwarded";

    private static final int LONGEST = 32 * 1024;

    private final MutualTlsProperties properties;

    ClientCertificates(MutualTlsProperties properties, MutualTlsAddress address) {
        if (!properties.enabled() && address.endpointUrl() != null) {
            throw new InvalidSettingException("idp.mtls.enabled must be true where idp.mtls.endpoint-url is set");
        }
        this.properties = properties;
    }

    /** Whether we look at certificates at all. */
    public boolean areUsed() {
        return properties.enabled();
    }

    /** Whether certificates of an authority can stand for a client, {@code tls_client_auth}. */
    public boolean haveAuthorities() {
        return properties.caFile() != null;
    }

    /** The certificate whose private key the sender of {@code request} proved to have; who it names was not checked. */
    public Optional<X509Certificate> of(HttpServletRequest request) {
        if (!properties.enabled()) {
            return Optional.empty();
        }
        return properties.certificateHeader() == null
                ? ofConnection(request)
                : fromProxy(request, properties.certificateHeader());
    }

    /** The {@code x5t#S256} of a certificate: SHA-256 of its DER form in base64url (RFC 8705 §3.1). */
    public static String thumbprint(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    private static Optional<X509Certificate> ofConnection(HttpServletRequest request) {
        return request.getAttribute(OF_THE_CONNECTION) instanceof X509Certificate[] chain && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    private static Optional<X509Certificate> fromProxy(HttpServletRequest request, String header) {
        var values = Collections.list(request.getHeaders(header));
        if (!Boolean.TRUE.equals(request.getAttribute(FROM_A_TRUSTED_PROXY))
                || values.size() != 1
                || values.getFirst().length() > LONGEST) {
            return Optional.empty();
        }
        return parse(values.getFirst().strip());
    }

    private static Optional<X509Certificate> parse(String text) {
        try {
            var certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes(text)));
            return Optional.of((X509Certificate) certificate);
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        if (text.startsWith(":") && text.endsWith(":") && text.length() > 1) {
            return Base64.getDecoder().decode(text.substring(1, text.length() - 1));
        }
        if (text.contains("BEGIN")) {
            // a plus sign of base64 is not a blank, whether the proxy encodes it or not
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.US_ASCII);
        }
        return Base64.getDecoder().decode(text);
    }
}
