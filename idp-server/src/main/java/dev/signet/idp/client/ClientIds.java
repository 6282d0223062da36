package dev.signet.idp.client;

import java.util.regex.Pattern;

/** Which text can be a {@code client_id}: visible ASCII (RFC 6749 appendix A.1, without the space), at most 200. */
final class ClientIds {

    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private ClientIds() {}

    static boolean isValid(String clientId) {
        return VALID.matcher(clientId).matches();
    }
}
