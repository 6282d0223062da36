package dev.signet.idp.login;

import java.util.Optional;

/** The way to an account for somebody who has none. The module that offers it has one bean of this type. */
public interface AccountCreation {

    /** Where it begins, a page that takes a ticket; empty where nobody can make an account by themselves. */
    Optional<String> page();
}
