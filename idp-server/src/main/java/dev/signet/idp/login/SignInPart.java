package dev.signet.idp.login;

import java.util.Map;

/**
 * Something that the sign-in page holds beside its own form: a way in that takes more than a link. A bean of this type
 * adds it, below the form; {@code @Order} says where it stands.
 */
@FunctionalInterface
public interface SignInPart {

    /** A template with a fragment {@code part}, which may use {@code ticket} of the page's model. */
    String template();

    /** What else the fragment needs in the page's model. */
    default Map<String, Object> model(Journey journey) {
        return Map.of();
    }
}
