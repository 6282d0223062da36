package dev.signet.idp.security;

/** All that anybody may open without credentials. Whatever is not here needs a rule of its own. */
final class PublicRoutes {

    /** The same bytes for everybody. */
    static final String[] DOCUMENTS = {
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/.well-known/oauth-protected-resource",
        "/.well-known/oauth-protected-resource/api/admin/v1",
        "/api/admin/v1/openapi.json",
        "/oauth2/jwks",
        "/assets/**",
        "/favicon.svg",
        "/favicon.ico",
        "/robots.txt"
    };

    /** Steps that lead to somebody being signed in, or out. Each checks for itself what it needs. */
    static final String[] PAGES = {
        "/oauth2/authorize",
        "/login",
        "/login/factor",
        "/login/enrol",
        "/login/totp",
        "/login/recovery-code",
        "/login/recovery-code-used",
        "/login/email-code",
        "/login/email-code-send",
        "/login/passkey",
        "/login/passkey/options",
        "/login/passkey/sign-in",
        "/login/passkey/sign-in/options",
        "/login/provider/{provider}",
        "/login/provider/{provider}/elsewhere",
        "/login/provider/{provider}/callback",
        "/login/link",
        "/login/link/sent",
        "/login/link/mail",
        "/login/security-key",
        "/login/security-key/options",
        "/consent",
        "/start",
        "/device",
        "/connect/logout",
        "/logout",
        "/setup",
        "/registration",
        "/registration/sent",
        "/registration/complete",
        "/recovery",
        "/recovery/sent",
        "/recovery/complete",
        "/recovery/factors",
        "/recovery/factors/confirm",
        "/recovery/factors/cancel",
        "/recovery/factors/complete",
        "/email/confirm",
        "/email/verify",
        "/email/undo",
        "/not-me",
        "/account-merge/undo",
        "/password/strength",
        "/.well-known/change-password",
        "/dev/mailbox",
        "/language",
        "/error"
    };

    private PublicRoutes() {}
}
