package dev.signet.idp.federation;

import java.util.Locale;

/** Why an identity was linked, or is not any more. */
enum LinkReason {
    /** The provider is authoritative for the verified address that both have. */
    AUTHORITATIVE,
    /** As before, but our account was nobody's for sure, and was emptied first. */
    RECLAIMED,
    /** The account was made for it. */
    CREATED,
    /** The person read the mailbox of the account. */
    MAILBOX,
    /** The person signed in to the account. */
    SIGNED_IN,
    /** The person asked for it on their own pages. */
    ACCOUNT_PAGE,
    /** It was linked when a stranger may have been in the account. */
    LOCKDOWN;

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
