package dev.signet.idp.adminapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** The bytes of a request's body, read once and bounded. */
final class RequestContent {

    static final int LARGEST = 64 * 1024;

    private static final String ATTRIBUTE = RequestContent.class.getName();

    private RequestContent() {}

    static byte[] of(HttpServletRequest request) throws IOException {
        if (request.getAttribute(ATTRIBUTE) instanceof byte[] known) {
            return known;
        }
        var bytes = request.getInputStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new ProblemException(ProblemType.CONTENT_TOO_LARGE, "longer than " + LARGEST + " bytes");
        }
        request.setAttribute(ATTRIBUTE, bytes);
        return bytes;
    }
}
