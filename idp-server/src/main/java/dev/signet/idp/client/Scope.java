package dev.signet.idp.client;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * A scope value (RFC 6749 §3.3) and the claims that it stands for (OpenID Connect Core §5.4).
 *
 * @param name what clients ask for
 * @param description what the consent page says; null for a built-in scope, whose text is in the message bundle under
 *     {@link #messageKey()}
 * @param claims released by userinfo when the scope was granted
 * @param builtIn defined by OpenID Connect or by us, not by configuration
 */
public record Scope(String name, @Nullable String description, List<String> claims, boolean builtIn) {

    /** What the names of those begin with that open the API for administrators. */
    public static final String ADMINISTRATION = "admin:";

    public Scope {
        claims = List.copyOf(claims);
    }

    /** What the consent page says, in the language of {@code locale} where the scope is a built-in one. */
    public String label(MessageSource messages, Locale locale) {
        return description != null ? description : messages.getMessage(messageKey(), null, locale);
    }

    /** The key of the consent page's text for a built-in scope, such as {@code scope.profile}. */
    public String messageKey() {
        return "scope." + name.replace(':', '.');
    }

    /** Whether it opens the API for administrators, and is nothing for anybody else. */
    public boolean isForAdministration() {
        return name.startsWith(ADMINISTRATION);
    }
}
