package dev.signet.idp.ratelimit;

import java.util.function.Function;

/** What is limited. Each has a setting of the same name, where its default is told. */
public enum Limit {
    /** Sign-ins that failed, from one address, with browsers that the account does not know. */
    SIGN_IN_ADDRESS("sign-in.address", it -> it.signIn().address(), false),
    /** Sign-ins that failed, to one account, with browsers that it does not know. */
    SIGN_IN_ACCOUNT("sign-in.account", it -> it.signIn().account(), true),
    /** Sign-ins that failed, from one address to one account, with browsers that it does not know. */
    SIGN_IN_ADDRESS_AND_ACCOUNT("sign-in.address-and-account", it -> it.signIn().addressAndAccount(), true),
    /** Sign-ins that failed, with a browser that the account knows. */
    SIGN_IN_DEVICE("sign-in.device", it -> it.signIn().device(), true),
    /** Sign-ins that failed anywhere, with browsers that the account does not know. */
    SIGN_IN_EVERYWHERE("sign-in.everywhere", it -> it.signIn().everywhere(), false),

    /** Wrong one-time passwords of authenticator apps, by account. */
    TOTP("factor.totp", it -> it.factor().totp(), true),
    /** Wrong codes from mails, by account. */
    EMAIL_CODE("factor.email-code", it -> it.factor().emailCode(), true),
    /** Wrong recovery codes, by account. */
    RECOVERY_CODE("factor.recovery-code", it -> it.factor().recoveryCode(), true),
    /** Passkey ceremonies that failed, by address. */
    PASSKEY("factor.passkey", it -> it.factor().passkey(), false),
    /** Requests to have lost second factors removed, by account. */
    FACTOR_REMOVAL("factor.removal", it -> it.factor().removal(), false),

    /** Registrations, by address. */
    REGISTRATION("registration", LimitProperties::registration, false),
    /** Requests for a mail that resets a password, by address of the caller. By mailbox, module {@code mail} counts. */
    RECOVERY("recovery", LimitProperties::recovery, false),
    /** Links from mails and the set-up link that did not work, by address. */
    LINK("link", LimitProperties::link, false),
    /** Questions how good a password is, by address. */
    PASSWORD_STRENGTH("password-strength", LimitProperties::passwordStrength, false),
    /** Departures for another provider, by address. Each is a row here, and a request there. */
    PROVIDER("provider", LimitProperties::provider, false),
    /** Requests for a mail that proves an account, by address of the caller. By mailbox, module {@code mail} counts. */
    PROOF_MAIL("proof-mail", LimitProperties::proofMail, false),
    /** User codes of devices that nobody waits under, by address and by account. */
    DEVICE_CODE("device-code", LimitProperties::deviceCode, false),
    /** Devices that start to wait, by address. */
    DEVICE_AUTHORIZATION("device-authorization", LimitProperties::deviceAuthorization, false),
    /** Clients that register themselves, by address. */
    CLIENT_REGISTRATION("client-registration", LimitProperties::clientRegistration, false),
    /** Documents of clients that are read for the first time, by address of the caller. */
    CLIENT_DOCUMENT("client-document", LimitProperties::clientDocument, false),
    /** Logout tokens of other providers that were refused, by address. */
    UPSTREAM_LOGOUT("upstream-logout", LimitProperties::upstreamLogout, false),
    /** Clients that were refused, by address. Not by client, whose id anybody can make up. */
    CLIENT_AUTHENTICATION("client-authentication", LimitProperties::clientAuthentication, false),
    /** Requests of clients that were refused otherwise, by address. More leave no trace; nobody is blocked. */
    OAUTH_REFUSAL("oauth-refusal", LimitProperties::oauthRefusal, false),
    /** Calls of the API for administrators, by client and whom it acts for. All count, and none is made to wait. */
    ADMIN_API("admin-api", LimitProperties::adminApi, false);

    private final String name;

    @SuppressWarnings("ImmutableEnumChecker") // reads a component of a record
    private final Function<LimitProperties, Allowance> setting;

    private final boolean endsWithSuccess;

    Limit(String name, Function<LimitProperties, Allowance> setting, boolean endsWithSuccess) {
        this.name = name;
        this.setting = setting;
        this.endsWithSuccess = endsWithSuccess;
    }

    /** As settings, metrics, logs and problems call it. */
    public String settingName() {
        return name;
    }

    Allowance in(LimitProperties properties) {
        return setting.apply(properties);
    }

    /**
     * Whether a success makes the failures before it good. Not where the attacker can have a success of their own: one
     * who signs in to an account of theirs now and then would never reach the limit of their address.
     */
    boolean endsWithSuccess() {
        return endsWithSuccess;
    }
}
