package dev.signet.idp.login;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.AccountId;
import java.util.UUID;

/** From now on somebody has to use a second factor, or does not have to any more. */
public record SecondFactorRequirementChanged(AccountId account, boolean isRequired) implements AuditEvent {

    @Override
    public String action() {
        return isRequired ? "second-factor.required" : "second-factor.waived";
    }

    @Override
    public UUID subject() {
        return account.value();
    }
}
