package dev.signet.idp.token;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Declares the token endpoint's one method, so that every other is answered by 405 with {@code Allow}. A POST never gets
 * here: the filter of {@link TokenEndpoint} has answered it.
 */
@Controller
class TokenEndpointController {

    @PostMapping(TokenEndpoint.PATH)
    void answeredByTheFilter() {
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
