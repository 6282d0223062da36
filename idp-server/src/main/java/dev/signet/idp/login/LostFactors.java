package dev.signet.idp.login;

/**
 * The way of somebody who proved a first factor and cannot use any of their second ones any more. A bean of this type adds
 * it below the list of them.
 */
public interface LostFactors {

    /** The key of the message that offers it: "I cannot use any of these". */
    String label();

    /** The page where it begins: a path of ours, which takes a {@code ticket}. */
    String path();

    /** Whether {@code errand} leads to the page where it ends, for which no second factor can be asked. */
    boolean isEndOf(Errand errand);
}
