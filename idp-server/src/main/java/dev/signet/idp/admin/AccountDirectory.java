package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Roles;
import dev.signet.idp.adminui.PeopleDirectory;
import dev.signet.idp.login.SecondFactorRequirements;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The accounts as the console shows them. */
@Component
class AccountDirectory implements PeopleDirectory {

    static final int PAGE_SIZE = 25;

    private final Accounts accounts;
    private final PermissionCheck permissions;
    private final PersonDetails details;
    private final Roles roles;
    private final SecondFactorRequirements requirements;
    private final ApplicationEventPublisher events;

    AccountDirectory(
            Accounts accounts,
            PermissionCheck permissions,
            PersonDetails details,
            Roles roles,
            SecondFactorRequirements requirements,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.permissions = permissions;
        this.details = details;
        this.roles = roles;
        this.requirements = requirements;
        this.events = events;
    }

    @Override
    public Page list(String search, @Nullable UUID after, boolean isRevealed) {
        var viewer = viewer(isRevealed);
        var isWhole = !permissions.isHeld(Permission.PII_READ);
        var page = accounts.list(search, isWhole, after == null ? null : new AccountId(after), PAGE_SIZE);
        if (isRevealed) {
            events.publishEvent(
                    new PersonalDataSeen(viewer, null, page.accounts().size()));
        }
        return new Page(
                page.accounts().stream().map(it -> summary(it, isRevealed)).toList(),
                Optional.ofNullable(page.next()).map(AccountId::value).orElse(null));
    }

    @Override
    public Optional<Person> find(UUID id, boolean isRevealed) {
        var viewer = viewer(isRevealed);
        var found = accounts.find(new AccountId(id));
        if (isRevealed) {
            found.ifPresent(it -> events.publishEvent(new PersonalDataSeen(viewer, it.id(), 1)));
        }
        return found.map(it -> person(it, viewer, isRevealed));
    }

    private AccountId viewer(boolean isRevealed) {
        if (isRevealed) {
            permissions.require(Permission.PII_READ);
        }
        return permissions.require(Permission.USERS_READ);
    }

    private Person person(Account account, AccountId viewer, boolean isRevealed) {
        var shown = PersonView.of(account, isRevealed);
        var reach = permissions.reach(viewer, account.id());
        return new Person(
                account.id().value(),
                shown.name(),
                shown.email(),
                account.emailVerified(),
                PersonView.status(account),
                reach,
                isRevealed,
                shown.profile(),
                account.createdAt(),
                requirements.isRequiredOf(account.id()),
                List.copyOf(roles.of(account.id())),
                details.authenticators(account.id()),
                details.sessions(account.id(), shown, reach == Reach.WITHIN, isRevealed),
                details.applications(account.id()),
                details.activity(account.id(), isRevealed));
    }

    private static PersonSummary summary(Account account, boolean isRevealed) {
        var shown = PersonView.of(account, isRevealed);
        return new PersonSummary(account.id().value(), shown.name(), shown.email(), PersonView.status(account));
    }
}
