package dev.signet.idp.login;

import java.util.Optional;

/** Leads people whom others know better to them, before a password is looked at. A bean of this type adds it. */
public interface SignInDetour {

    /** Whether there is anybody whom it leads elsewhere, so that the sign-in page can do without a password. */
    boolean isOpen();

    /**
     * @param identifier as typed
     * @return a path of ours; empty for everybody who signs in here. Depends on the form of the identifier, not on
     *     whether it has an account
     */
    Optional<String> path(String identifier, Journey journey);
}
