package dev.signet.idp.login;

import java.util.Optional;

/**
 * Something else that the sign-in page offers, below the form: another way in, a way to an account, a way back to a lost
 * one. A bean of this type adds it; {@code @Order} says where it stands.
 */
@FunctionalInterface
public interface SignInOption {

    /**
     * @param journey where the person is going; {@link Journey#to} makes addresses that keep it
     * @return empty if there is nothing to offer now
     */
    Optional<Link> link(Journey journey);

    /** @param label the key of a message */
    record Link(String label, String address) {}
}
