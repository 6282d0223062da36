package dev.signet.idp.login;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.user.AccountId;
import java.util.Optional;
import java.util.Set;

/**
 * A way to prove a second factor, with a page of its own. A bean of this type offers it during sign-in; its page calls
 * {@link SignInGate#secondFactor}.
 */
public interface SecondFactor {

    /** The page that asks for it: a path of ours, which takes a {@code ticket}. */
    String path();

    /** The key of the message that offers it: "Use a code from your authenticator app". */
    String label();

    /** Where somebody who has none gets one; empty for a factor that nobody enrols. */
    Optional<Enrolment> enrolment();

    /** What it reaches together with a password. */
    Assurance assurance();

    /** Where it stands in the list of offers; the first one that a person has is asked for. */
    int preference();

    /**
     * Whether {@code account} can use it.
     *
     * @param enrolled the kinds of authenticator that the person has
     */
    boolean isOfferedTo(AccountId account, Set<Kind> enrolled);

    /**
     * How a factor is enrolled.
     *
     * @param label the key of a message: "Set up an authenticator app"
     * @param detail the key of a message that says what one needs for it
     * @param path a page of ours, which takes a {@code ticket}
     */
    record Enrolment(String label, String detail, String path) {}
}
