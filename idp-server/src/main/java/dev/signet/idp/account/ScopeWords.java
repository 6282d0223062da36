package dev.signet.idp.account;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Scope;
import dev.signet.idp.client.Scopes;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Scopes in the words of the consent page. */
@Component
class ScopeWords {

    private final Scopes scopes;
    private final MessageSource messages;

    ScopeWords(Scopes scopes, MessageSource messages) {
        this.scopes = scopes;
        this.messages = messages;
    }

    /** In the order of the client's registration; then what it may not ask for any more. */
    List<String> of(Collection<String> names, Client client) {
        return Stream.concat(client.scopes().stream().filter(names::contains), names.stream())
                .distinct()
                .map(this::words)
                .toList();
    }

    /** A scope that this installation has no more is called by its name. */
    private String words(String name) {
        return scopes.find(name).map(this::words).orElse(name);
    }

    private String words(Scope scope) {
        var description = scope.description();
        return description != null
                ? description
                : messages.getMessage(scope.messageKey(), null, LocaleContextHolder.getLocale());
    }
}
