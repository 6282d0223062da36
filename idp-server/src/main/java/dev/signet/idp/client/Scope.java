package dev.signet.idp.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * A scope value (RFC 6749 §3.3) and the claims that it stands for (OpenID Connect Core §5.4).
 *
 * @param name what clients ask for
 * @param description what the consent page says; null for a built-in scope, whose text is in the message bundle under
 *     {@link #messageKey()}
 * @param translations what it says in other languages than that of {@code description}, by language
 * @param claims released when the scope was granted
 * @param claimSources for each claim of another name than the standard claim that it is taken from, that claim
 * @param isInIdToken whether the claims are in the ID token too, and not at userinfo alone
 * @param resources whom an access token with this scope is for, where the client names nobody (RFC 8707)
 * @param builtIn defined by OpenID Connect or by us, not by configuration
 */
public record Scope(
        String name,
        @Nullable String description,
        Map<String, String> translations,
        List<String> claims,
        Map<String, String> claimSources,
        boolean isInIdToken,
        List<String> resources,
        boolean builtIn) {

    /** What the names of those begin with that open the API for administrators. */
    public static final String ADMINISTRATION = "admin:";

    public Scope {
        translations = Map.copyOf(translations);
        claims = List.copyOf(claims);
        claimSources = Map.copyOf(claimSources);
        resources = List.copyOf(resources);
    }

    /** A scope with claims of userinfo under their own names, and nothing else. */
    public Scope(String name, @Nullable String description, List<String> claims, boolean builtIn) {
        this(name, description, Map.of(), claims, Map.of(), false, List.of(), builtIn);
    }

    /** What the consent page says, in the language of {@code locale} where there is a text in it. */
    public String label(MessageSource messages, Locale locale) {
        return description != null
                ? translations.getOrDefault(locale.getLanguage(), description)
                : messages.getMessage(messageKey(), null, locale);
    }

    /** The key of the consent page's text for a built-in scope, such as {@code scope.profile}. */
    public String messageKey() {
        return "scope." + name.replace(':', '.');
    }

    /** Whether it opens the API for administrators, and is nothing for anybody else. */
    public boolean isForAdministration() {
        return name.startsWith(ADMINISTRATION);
    }

    /** The claims of this scope, of what is known about somebody by the names of standard claims. */
    public Map<String, Object> released(Map<String, Object> known) {
        var released = new LinkedHashMap<String, Object>();
        for (var claim : claims) {
            var value = known.get(claimSources.getOrDefault(claim, claim));
            if (value != null) {
                released.put(claim, value);
            }
        }
        return released;
    }
}
