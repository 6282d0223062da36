package dev.signet.idp.adminapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.RestController;

/** A controller of the API for administrators. Absent where the API, or the console, is switched off. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RestController
@ConditionalOnBooleanProperty(
        name = {"idp.admin.enabled", "idp.admin.api.enabled"},
        matchIfMissing = true)
@interface AdminApiController {}
