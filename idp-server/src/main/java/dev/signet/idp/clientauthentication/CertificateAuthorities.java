package dev.signet.idp.clientauthentication;

import dev.signet.idp.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The authorities whose certificates stand for clients (RFC 8705 §2.1): those of {@code idp.mtls.ca-file}. */
@Component
class CertificateAuthorities {

    private final Set<TrustAnchor> anchors;
    private final Clock clock;

    CertificateAuthorities(MutualTlsProperties properties, Clock clock) {
        this.anchors = read(properties.caFile());
        this.clock = clock;
    }

    /** Whether one of them issued {@code certificate}, directly, and it is valid now. Revocation is not asked for. */
    boolean vouchFor(X509Certificate certificate) {
        if (anchors.isEmpty()) {
            return false;
        }
        try {
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("there are anchors", e);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Set<TrustAnchor> read(@Nullable Path file) {
        if (file == null) {
            return Set.of();
        }
        try (var in = Files.newInputStream(file)) {
            var anchors = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(it -> new TrustAnchor((X509Certificate) it, null))
                    .collect(Collectors.toUnmodifiableSet());
            if (anchors.isEmpty()) {
                throw new InvalidSettingException("idp.mtls.ca-file: " + file + " holds no certificate");
            }
            return anchors;
        } catch (IOException e) {
            throw new InvalidSettingException("idp.mtls.ca-file: " + file + " cannot be read", e);
        } catch (CertificateException e) {
            throw new InvalidSettingException("idp.mtls.ca-file: " + file + " is not a list of certificates", e);
        }
    }
}
