package dev.signet.idp.authorization;

import dev.signet.idp.session.SignedIn;
import dev.signet.idp.token.AuthorizationCodeDetails;
import dev.signet.idp.token.AuthorizationCodes;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The end of an authorization request: a code, and a pushed request is used up with it or not at all. */
@Service
class CodeIssue {

    private final PushedRequests pushedRequests;
    private final AuthorizationCodes codes;

    CodeIssue(PushedRequests pushedRequests, AuthorizationCodes codes) {
        this.pushedRequests = pushedRequests;
        this.codes = codes;
    }

    /** Empty if the request was pushed and gave a code before. */
    @Transactional
    public Optional<String> issue(AuthorizationRequest asked, SignedIn signedIn) {
        if (asked.requestUri() != null && !pushedRequests.use(asked.requestUri())) {
            return Optional.empty();
        }
        return Optional.of(codes.issue(new AuthorizationCodeDetails(
                asked.client().clientId(),
                signedIn,
                asked.acr(signedIn.assurance()),
                asked.scopes(),
                asked.claims(),
                asked.resources(),
                asked.target().redirectUri(),
                asked.nonce(),
                asked.codeChallenge(),
                asked.dpopKey())));
    }
}
