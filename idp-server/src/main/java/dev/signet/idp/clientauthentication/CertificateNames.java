package dev.signet.idp.clientauthentication;

import dev.signet.idp.client.ClientMetadata;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Whether a certificate is of whom a registration names (RFC 8705 §2.1.2). */
final class CertificateNames {

    /** Kinds of alternative names (RFC 5280 §4.2.1.6). */
    private static final int EMAIL = 1;

    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    private CertificateNames() {}

    /** The registration names exactly one thing; a certificate that lacks it is somebody else's. */
    static boolean match(ClientMetadata client, X509Certificate certificate) {
        return isSubject(client.tlsClientAuthSubjectDn(), certificate)
                || hasName(DNS, client.tlsClientAuthSanDns(), certificate, String::equalsIgnoreCase)
                || hasName(URI, client.tlsClientAuthSanUri(), certificate, String::equals)
                || hasName(IP, client.tlsClientAuthSanIp(), certificate, CertificateNames::sameAddress)
                || hasName(EMAIL, client.tlsClientAuthSanEmail(), certificate, String::equals);
    }

    /** RFC 4514 text for the same name may differ in blanks and case. */
    private static boolean isSubject(@Nullable String wanted, X509Certificate certificate) {
        if (wanted == null) {
            return false;
        }
        try {
            var subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
            return new LdapName(subject).equals(new LdapName(new X500Principal(wanted).getName(X500Principal.RFC2253)));
        } catch (InvalidNameException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hasName(
            int kind, @Nullable String wanted, X509Certificate certificate, BiPredicate<String, String> same) {
        return wanted != null
                && alternativeNames(certificate).stream()
                        .filter(it -> it.size() > 1 && Objects.equals(it.getFirst(), kind))
                        .anyMatch(it -> it.get(1) instanceof String name && same.test(wanted, name));
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static boolean sameAddress(String wanted, String name) {
        try {
            return InetAddress.ofLiteral(wanted).equals(InetAddress.ofLiteral(name));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
