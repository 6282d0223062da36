package dev.signet.idp.adminui;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;

/** A controller of the console. Absent where {@code idp.admin.enabled=false}: its pages are not there then. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Controller
@ConditionalOnBooleanProperty(name = "idp.admin.enabled", matchIfMissing = true)
@interface AdminController {}
