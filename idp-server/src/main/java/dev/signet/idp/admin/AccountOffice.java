package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.PeopleOffice;
import dev.signet.idp.audit.Acting;
import dev.signet.idp.registration.Invitations;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Does with accounts what the console asks, in the name of whoever is signed in there. */
@Component
class AccountOffice implements PeopleOffice {

    private final Accounts accounts;
    private final PermissionCheck permissions;
    private final AccountForms forms;
    private final ApprovedActions actions;
    private final Applications applications;
    private final Invitations invitations;
    private final ApplicationEventPublisher events;

    AccountOffice(
            Accounts accounts,
            PermissionCheck permissions,
            AccountForms forms,
            ApprovedActions actions,
            Applications applications,
            Invitations invitations,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.permissions = permissions;
        this.forms = forms;
        this.actions = actions;
        this.applications = applications;
        this.invitations = invitations;
        this.events = events;
    }

    @Override
    public Creation create(String email, Map<String, String> fields, Locale language) {
        var actor = permissions.require(Permission.USERS_WRITE);
        try (var _ = Acting.as(actor.value())) {
            return forms.create(email, fields, language);
        }
    }

    @Override
    public Invitation invite(String email, Locale language) {
        var actor = permissions.require(Permission.USERS_WRITE);
        return switch (invitations.invite(email, language, actor)) {
            case INVITED -> Invitation.INVITED;
            case NOT_TAKEN -> Invitation.NOT_TAKEN;
            case NOT_AN_ADDRESS -> Invitation.NOT_AN_ADDRESS;
            case ACCOUNT_EXISTS -> Invitation.ACCOUNT_EXISTS;
            case TOO_MANY_MAILS -> Invitation.TOO_MANY_MAILS;
        };
    }

    @Override
    public Optional<Profile> profile(UUID id) {
        permissions.require(Permission.PII_READ);
        var actor = permissions.require(Permission.USERS_WRITE);
        var account = changeable(actor, id);
        account.ifPresent(it -> events.publishEvent(new PersonalDataSeen(actor, it.id(), 1)));
        return account.map(AccountForms::profile);
    }

    @Override
    public Description describe(UUID id, String version, Map<String, String> fields) {
        permissions.require(Permission.PII_READ);
        var actor = permissions.require(Permission.USERS_WRITE);
        var account = changeable(actor, id);
        if (account.isEmpty()) {
            return new Description.NotThere();
        }
        try (var _ = Acting.as(actor.value())) {
            return forms.describe(account.get(), version, fields);
        }
    }

    @Override
    public Outcome perform(UUID id, Action action) {
        var actor = permissions.require(permissionFor(action));
        var account = changeable(actor, id);
        if (account.isEmpty()) {
            return new Outcome.NotThere();
        }
        try (var _ = Acting.as(actor.value())) {
            return actions.perform(actor, account.get(), action);
        }
    }

    @Override
    public Outcome withdrawAccess(UUID id, String clientId) {
        var actor = permissions.require(Permission.USERS_WRITE);
        var account = changeable(actor, id);
        if (account.isEmpty()) {
            return new Outcome.NotThere();
        }
        try (var _ = Acting.as(actor.value())) {
            applications.withdraw(account.get().id(), clientId);
        }
        return new Outcome.Done(1);
    }

    private Optional<Account> changeable(AccountId actor, UUID id) {
        var subject = new AccountId(id);
        return permissions.reach(actor, subject) == Reach.WITHIN ? accounts.find(subject) : Optional.empty();
    }

    static Permission permissionFor(Action action) {
        return switch (action) {
            case LOCK, UNLOCK, LOCKDOWN, REQUIRE_FACTOR, RESET_PASSWORD -> Permission.USERS_SUPPORT;
            case WAIVE_FACTOR -> Permission.USERS_WRITE;
            case END_SESSIONS -> Permission.SESSIONS_REVOKE;
            case ERASE -> Permission.USERS_ERASE;
        };
    }
}
