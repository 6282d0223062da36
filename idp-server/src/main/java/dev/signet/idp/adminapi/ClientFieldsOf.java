package dev.signet.idp.adminapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A map of client metadata, as the configuration file writes it; {@code isPatch} where null takes a field away. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
@interface ClientFieldsOf {

    boolean isPatch() default false;
}
