package dev.signet.idp.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Redirects that leave the address exactly as it is, and addresses with something added to their query. */
public final class Redirects {

    /** Most bytes of a parameter that is handed on in an address: several of them have to fit into one header. */
    public static final int MAX_PARAMETER_BYTES = 2000;

    /** The same for a hint, which is an ID token of ours. */
    public static final int MAX_HINT_BYTES = 4000;

    private Redirects() {}

    /** Whether {@code value} has at most {@code bytes} in UTF-8. */
    public static boolean fits(String value, int bytes) {
        return value.length() <= bytes && value.getBytes(StandardCharsets.UTF_8).length <= bytes;
    }

    /** 303, so that a posted form is never posted on (RFC 9700 §4.12). */
    public static ModelAndView to(String address) {
        var view = new RedirectView(address, false, false, false);
        view.setExpandUriTemplateVariables(false);
        return new ModelAndView(view);
    }

    /**
     * {@code address} with {@code parameters} behind what its query holds already (RFC 6749 §3.1.2). Values may be any
     * text; everything that means something in an address is percent-encoded, a space as {@code %20}.
     *
     * @param address without a fragment
     * @param parameters in the order in which they are added; empty leaves the address alone
     */
    public static String withParameters(String address, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return address;
        }
        return address + (address.contains("?") ? "&" : "?") + encoded(parameters);
    }

    /** {@code address} with {@code parameters} as its fragment, encoded in the same way. */
    public static String withFragment(String address, Map<String, String> parameters) {
        return address + "#" + encoded(parameters);
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
