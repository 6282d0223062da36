package dev.signet.idp.login;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;
import java.util.Map;
import java.util.UUID;

/** Somebody who had proved a first factor failed to prove a second one. */
public record SecondFactorRefused(AccountId account, Method method) implements AuditEvent {

    @Override
    public String action() {
        return "second-factor.refused";
    }

    @Override
    public Outcome outcome() {
        return Outcome.REFUSED;
    }

    @Override
    public UUID subject() {
        return account.value();
    }

    @Override
    public Map<String, String> details() {
        return Map.of("method", method.code());
    }
}
