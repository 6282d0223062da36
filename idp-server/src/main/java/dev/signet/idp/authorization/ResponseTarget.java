package dev.signet.idp.authorization;

import dev.signet.idp.web.Redirects;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the answer to an authorization request goes. There is one only after the redirect URI was found registered for
 * the client, so an answer cannot go anywhere else.
 *
 * @param state given back as it came (RFC 6749 §4.1.2)
 */
record ResponseTarget(String redirectUri, @Nullable String state, String issuer) {

    /** The successful answer (RFC 6749 §4.1.2), with the issuer (RFC 9207 §2). */
    String withCode(String code) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("code", code);
        return with(parameters);
    }

    /** The error answer (RFC 6749 §4.1.2.1), with the issuer (RFC 9207 §2). */
    String withError(AuthorizationError error) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", error.code());
        parameters.put("error_description", error.description());
        return with(parameters);
    }

    private String with(Map<String, String> parameters) {
        if (state != null) {
            parameters.put("state", state);
        }
        parameters.put("iss", issuer);
        return Redirects.withParameters(redirectUri, parameters);
    }
}
