package dev.signet.idp.passkey;

import dev.signet.idp.user.AccountId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer to a challenge that cannot be accepted. Stays inside this module, where a service turns it into an outcome. */
class RefusedAnswerException extends RuntimeException {

    private final Reason reason;
    private final transient @Nullable AccountId account;

    /** For the audit trail. The person is told the same, whatever it is. */
    enum Reason {
        /** Not ours, for something else, for somebody else, or too old. */
        CHALLENGE,
        MALFORMED,
        UNKNOWN_CREDENTIAL,
        /** A credential of somebody else, or one that does not fit what was asked for. */
        OTHER_CREDENTIAL,
        USER_HANDLE,
        ORIGIN,
        RELYING_PARTY,
        USER_PRESENCE,
        USER_VERIFICATION,
        ALGORITHM,
        SIGNATURE,
        /** Another step of the specification. */
        NOT_VERIFIED,
        REPLAYED,
        COUNTER,
        ACCOUNT,
        CREDENTIAL_TAKEN;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param account whose credential it was, as far as that is known */
    RefusedAnswerException(Reason reason, @Nullable AccountId account) {
        super(reason.code(), null, false, false);
        this.reason = reason;
        this.account = account;
    }

    Reason reason() {
        return reason;
    }

    @Nullable
    AccountId account() {
        return account;
    }
}
