package dev.signet.idp.emailcode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Codes by mail.
 *
 * @param emailCode whether a code that is sent to the verified address of an account counts as a second factor. Whoever
 *     reads somebody's mail then needs no more than the password, whatever else that person enrolled
 */
@ConfigurationProperties("idp.second-factor")
record EmailCodeProperties(@DefaultValue("false") boolean emailCode) {}
