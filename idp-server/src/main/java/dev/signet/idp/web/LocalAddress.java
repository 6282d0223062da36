package dev.signet.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses below our own origin, for coming back to a page. */
final class LocalAddress {

    static final String HOME = "/";

    /** What a page that was the answer to a form needs to be shown again. */
    private static final List<String> KEPT_OF_FORMS = List.of("ticket", "token");

    /** With a ticket in it. What is longer would not fit into the header that leads there. */
    private static final int MAX_LENGTH = 16_000;

    private LocalAddress() {}

    /** Where the page is shown that answers {@code request}. */
    static String of(HttpServletRequest request) {
        if ("GET".equals(request.getMethod())) {
            var query = request.getQueryString();
            return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        }
        var address = UriComponentsBuilder.fromPath(request.getRequestURI());
        for (var name : KEPT_OF_FORMS) {
            var value = request.getParameter(name);
            if (value != null) {
                address.queryParam(name, "{" + name + "}");
            }
        }
        return address.encode().build().expand(request::getParameter).toUriString();
    }

    /** {@code address} if it is a path of ours; nobody gets to send people elsewhere through us. */
    static String orHome(String address) {
        try {
            var uri = new URI(address);
            var isLocal = uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && address.startsWith("/")
                    && address.length() <= MAX_LENGTH
                    && !address.startsWith("//");
            return isLocal ? address : HOME;
        } catch (URISyntaxException e) {
            return HOME;
        }
    }
}
