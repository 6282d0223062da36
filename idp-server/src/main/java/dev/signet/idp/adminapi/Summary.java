package dev.signet.idp.adminapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a call does, for the document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Summary {

    String value();

    /** The status if all is well. */
    int status() default 200;

    /** What is answered; JSON unless said otherwise. */
    String mediaType() default "application/json";

    /** Whether the answer has an {@code ETag}. */
    boolean isVersioned() default false;

    /** Whether what is there already, or is so already, can be in the way. */
    boolean canConflict() default false;
}
