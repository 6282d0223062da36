package dev.signet.idp.login;

import dev.signet.idp.session.SignedIn;
import java.util.Optional;

/**
 * Something that a person has to do before they get any further: renew an expired password, say. A bean of this type is
 * asked at every sign-in to a relying party, so the answer must be cheap.
 */
public interface RequiredAction {

    /** The page where it is done, a path of ours that takes a {@code ticket}; empty if there is nothing to do. */
    Optional<String> pendingFor(SignedIn signedIn);
}
