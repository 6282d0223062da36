package dev.signet.idp.authorization;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Scope;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.user.Account;
import dev.signet.idp.web.ConsentItem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a consent page lists: each scope to agree to in words, with what the client would see of this person. */
@Component
class ConsentItems {

    private final Scopes scopes;
    private final MessageSource messages;

    ConsentItems(Scopes scopes, MessageSource messages) {
        this.scopes = scopes;
        this.messages = messages;
    }

    /** In the order of the client's registration, so that the page looks the same each time. */
    List<ConsentItem> of(AuthorizationRequest asked, Account account, Locale locale) {
        return asked.client().scopes().stream()
                .filter(asked.scopesToAgree()::contains)
                .flatMap(name -> scopes.find(name).stream())
                .map(scope -> item(scope, asked.client(), account, locale))
                .toList();
    }

    private ConsentItem item(Scope scope, Client client, Account account, Locale locale) {
        return new ConsentItem(scope.label(messages, locale), detail(scope, client, account, locale));
    }

    private @Nullable String detail(Scope scope, Client client, Account account, Locale locale) {
        return switch (scope.name()) {
            case "profile" -> account.displayName();
            case "email" -> account.email().value();
            case "phone" -> account.claims().get("phone_number") instanceof String number ? number : null;
            case "offline_access" ->
                messages.getMessage(
                        "scope.offline_access.detail",
                        new Object[] {client.refreshTokenLifetime().toDays()},
                        locale);
            default -> null;
        };
    }
}
