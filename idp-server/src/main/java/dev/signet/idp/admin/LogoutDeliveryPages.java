package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.LogoutDeliveryDirectory;
import dev.signet.idp.outbox.DeliveryFilter;
import dev.signet.idp.outbox.ListedDelivery;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The outbox's messages about ended sessions, as the console shows them. */
@Component
class LogoutDeliveryPages implements LogoutDeliveryDirectory {

    private static final int MOST = 50;
    private static final String KIND = "logout";

    private final Outbox outbox;
    private final Accounts accounts;
    private final PersonSearch people;
    private final PermissionCheck permissions;

    LogoutDeliveryPages(Outbox outbox, Accounts accounts, PersonSearch people, PermissionCheck permissions) {
        this.outbox = outbox;
        this.accounts = accounts;
        this.people = people;
        this.permissions = permissions;
    }

    @Override
    public List<Notice> list(Filter filter) {
        permissions.require(Permission.SESSIONS_READ);
        var wanted = DeliveryFilter.ofKind(KIND);
        if (filter.client().indexOf('\0') >= 0) {
            return List.of();
        }
        if (!filter.client().isEmpty()) {
            wanted = wanted.forClient(filter.client());
        }
        if (!filter.person().isEmpty()) {
            var person = people.find(filter.person());
            if (person.isEmpty()) {
                return List.of();
            }
            wanted = wanted.forAccount(person.get());
        }
        return outbox.list(wanted, MOST).stream().flatMap(this::notice).toList();
    }

    /** One without an account or a client would be none of ours. */
    private Stream<Notice> notice(ListedDelivery delivery) {
        var account = delivery.account();
        return account == null
                ? Stream.empty()
                : Stream.of(new Notice(
                        account,
                        accounts.find(new AccountId(account))
                                .map(it -> PersonView.of(it, false).name())
                                .orElse(null),
                        Objects.requireNonNullElse(delivery.clientId(), ""),
                        delivery.state().name(),
                        delivery.attempts(),
                        delivery.createdAt(),
                        delivery.nextAttemptAt(),
                        delivery.settledAt(),
                        delivery.lastError()));
    }
}
