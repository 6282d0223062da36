package dev.signet.idp.totp;

import dev.signet.idp.settings.IdpProperties;
import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * What the enrolment page shows of a key, in the three ways in which apps take it.
 *
 * @param key in groups, for typing
 * @param link for an app on the same device
 * @param side of the QR code with the white border that scanners need, in modules
 * @param modules the dark ones, as the path of an SVG
 */
record EnrolmentView(String key, String link, int side, String modules) {

    /** The quiet zone of ISO/IEC 18004. */
    private static final int BORDER = 4;

    /**
     * The link follows the
     * <a href="https://github.com/google/google-authenticator/wiki/Key-Uri-Format">key URI format</a>; what it leaves out
     * is at its default: SHA-1, six digits, 30 seconds.
     */
    static EnrolmentView of(TotpKey key, String email, IdpProperties idp) {
        var site = idp.issuer().getHost();
        var link = "otpauth://totp/" + encoded(site) + ":" + encoded(email) + "?secret=" + key.base32() + "&issuer="
                + encoded(site);
        var code = QrCode.encodeText(link, QrCode.Ecc.MEDIUM);
        return new EnrolmentView(key.groups(), link, code.size + 2 * BORDER, path(code));
    }

    private static String path(QrCode code) {
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + BORDER)
                            .append(',')
                            .append(y + BORDER)
                            .append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "EnrolmentView[redacted]";
    }
}
