package dev.signet.idp.recovery;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A request to have second factors removed went one step further, or ended.
 *
 * @param reason in words; empty where the step says it all
 */
record FactorRemovalChanged(AccountId account, Step step, String reason) implements AuditEvent {

    /** What happened to it. */
    enum Step {
        /** Somebody who proved a first factor asked for it; nothing runs before the mailbox agrees. */
        ASKED,
        /** The mailbox agreed, and the waiting time runs. */
        STARTED,
        /** The waiting time is over, and the mailbox has the link. */
        RELEASED,
        CANCELLED,
        COMPLETED
    }

    FactorRemovalChanged(AccountId account, Step step) {
        this(account, step, "");
    }

    @Override
    public String action() {
        return "factor-removal." + step.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return reason.isEmpty() ? Map.of() : Map.of("reason", reason);
    }
}
