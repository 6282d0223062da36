package dev.signet.idp.notification;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.authenticator.AuthenticatorChanged;
import dev.signet.idp.device.NewDevice;
import dev.signet.idp.federation.IdentityLinked;
import dev.signet.idp.federation.IdentityUnlinked;
import dev.signet.idp.password.PasswordChanged;
import dev.signet.idp.protection.AccountLockedDown;
import dev.signet.idp.recoverycode.RecoveryCodeUsed;
import dev.signet.idp.token.GrantRevoked;
import dev.signet.idp.user.AccountDeleted;
import dev.signet.idp.user.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the owner of an account what somebody did with it, who may not have been them. What a transaction does is gathered
 * until it is about to be committed and told in one mail, which is part of it.
 */
@Component
class AccountNotices {

    private static final Set<Class<? extends AuditEvent>> TOLD = Set.of(
            AccountLockedDown.class,
            AccountDeleted.class,
            PasswordChanged.class,
            AuthenticatorChanged.class,
            RecoveryCodeUsed.class,
            IdentityLinked.class,
            IdentityUnlinked.class,
            GrantRevoked.class,
            NewDevice.class);

    private final NoticeMails mails;

    AccountNotices(NoticeMails mails) {
        this.mails = mails;
    }

    /** From whatever page, client or command. */
    @EventListener
    void on(AuditEvent event) {
        var subject = event.subject();
        if (subject == null || !TOLD.contains(event.getClass())) {
            return;
        }
        var account = new AccountId(subject);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            gathering().add(account, event);
        } else {
            mails.send(new Act(account, List.of(event)));
        }
    }

    /** That of the current transaction. */
    private Gathering gathering() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Gathering.class::isInstance)
                .map(Gathering.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var gathering = new Gathering();
                    TransactionSynchronizationManager.registerSynchronization(gathering);
                    return gathering;
                });
    }

    private final class Gathering implements TransactionSynchronization {

        private final Map<AccountId, List<AuditEvent>> events = new LinkedHashMap<>();

        void add(AccountId account, AuditEvent event) {
            events.computeIfAbsent(account, _ -> new ArrayList<>()).add(event);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            events.forEach((account, what) -> mails.send(new Act(account, what)));
        }
    }
}
