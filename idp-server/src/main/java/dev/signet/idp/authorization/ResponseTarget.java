package dev.signet.idp.authorization;

import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the answer to an authorization request goes, and how. There is one only after the redirect URI was found registered
 * for the client, so an answer cannot go anywhere else.
 *
 * @param state given back as it came (RFC 6749 §4.1.2)
 */
record ResponseTarget(
        String redirectUri, ResponseMode mode, @Nullable String state, String issuer) {

    /** The successful answer (RFC 6749 §4.1.2), with the issuer (RFC 9207 §2). */
    ModelAndView withCode(String code, HttpServletRequest request) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("code", code);
        return with(parameters, request);
    }

    /** The error answer (RFC 6749 §4.1.2.1), with the issuer (RFC 9207 §2). */
    ModelAndView withError(AuthorizationError error, HttpServletRequest request) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", error.code());
        parameters.put("error_description", error.description());
        return with(parameters, request);
    }

    private ModelAndView with(Map<String, String> parameters, HttpServletRequest request) {
        if (state != null) {
            parameters.put("state", state);
        }
        parameters.put("iss", issuer);
        return switch (mode) {
            case QUERY -> Redirects.to(Redirects.withParameters(redirectUri, parameters));
            case FRAGMENT -> Redirects.to(Redirects.withFragment(redirectUri, parameters));
            case FORM_POST -> form(parameters, request);
        };
    }

    /** A page whose form sends itself (OAuth 2.0 Form Post Response Mode 1.0 §2), or is sent by a button. */
    private ModelAndView form(Map<String, String> parameters, HttpServletRequest request) {
        RelyingParties.allowRedirect(request, redirectUri);
        return new ModelAndView("authorization/form-post")
                .addObject("redirectUri", redirectUri)
                .addObject("parameters", parameters)
                .addObject("shownOnce", true);
    }
}
