package dev.signet.idp.login;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks pages on which somebody changes how they sign in, or what else is theirs alone to change: they have to have
 * proved who they are a few minutes ago, with a second factor if they enrolled one. A session that was left open does not
 * do.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FreshProof {

    /** The page to come back to, where a form was sent too late; a path without parameters. */
    String page();
}
