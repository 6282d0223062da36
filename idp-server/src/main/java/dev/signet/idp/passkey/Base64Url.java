package dev.signet.idp.passkey;

import java.util.Base64;

/** Bytes as WebAuthn's JSON has them: base64url without padding. */
final class Base64Url {

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws IllegalArgumentException if {@code text} is something else */
    static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
