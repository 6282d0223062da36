/**
 * What this provider says about itself: OpenID Connect Discovery and RFC 8414.
 *
 * <p>Owns the metadata document. It says what works and nothing else; docs/protocol-support.md says it in prose.
 */
@ApplicationModule(
        displayName = "Discovery",
        allowedDependencies = {
            "client",
            "clientauthentication",
            "clientregistration",
            "crypto",
            "dpop",
            "login",
            "session",
            "settings",
            "web"
        })
@NullMarked
package dev.signet.idp.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
