package dev.signet.idp.test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app on somebody's phone. It computes codes by RFC 6238 from the key that a page shows, with code that
 * has nothing in common with ours.
 */
public final class AuthenticatorApp {

    private static final String ENROLMENT = "/account/authenticators/totp/new";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] key;
    private final Clock clock;

    private AuthenticatorApp(byte[] key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** An app that somebody typed {@code key} into: base32, with or without spaces. */
    public static AuthenticatorApp withKey(String key, Clock clock) {
        return new AuthenticatorApp(base32(key), clock);
    }

    /** An app that was set up with what the enrolment page shows. */
    public static AuthenticatorApp scan(Browser.Page page, Clock clock) {
        return withKey(page.html().expectFirst("#key").text(), clock);
    }

    /** Has whoever is signed in in {@code browser} set one up, from the page to its end. */
    public static AuthenticatorApp enrol(Browser browser, Clock clock) {
        var page = browser.open(ENROLMENT);
        var app = scan(page, clock);
        var done = browser.submit(page, Map.of("code", app.code(), "name", "My phone"));
        if (done.status() != 200 || done.html().selectFirst("[role=alert]") != null) {
            throw new AssertionError("enrolment failed: " + done.html().text());
        }
        return app;
    }

    /** What it shows now. */
    public String code() {
        return code(clock.instant());
    }

    /** What it shows on a phone whose clock says {@code time}. */
    public String code(Instant time) {
        var counter = ByteBuffer.allocate(8)
                .putLong(Math.floorDiv(time.getEpochSecond(), 30))
                .array();
        var hash = hmac(counter);
        var offset = hash[hash.length - 1] & 0xf;
        var number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
        return "%06d".formatted(number % 1_000_000);
    }

    private byte[] hmac(byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] base32(String text) {
        var bytes = new ByteArrayOutputStream();
        var buffer = 0;
        var bits = 0;
        for (var character : text.replace(" ", "").toCharArray()) {
            buffer = (buffer << 5 | ALPHABET.indexOf(character)) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
