package dev.signet.idp.account;

import dev.signet.idp.web.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * What people may say about themselves, in the names of the claims; everything else an administrator or an import has to
 * say.
 *
 * @param language one that we speak, by its tag; empty if pages and mails go by what the browser asks for; null if nothing
 *     was said about it
 */
record ProfileForm(
        @Nullable String name,
        @Nullable String given_name,
        @Nullable String family_name,
        @Nullable String nickname,
        @Nullable String website,
        @Nullable String language) {

    private static final String LOCALE = "locale";

    static ProfileForm of(Map<String, Object> claims) {
        return new ProfileForm(
                text(claims, "name"),
                text(claims, "given_name"),
                text(claims, "family_name"),
                text(claims, "nickname"),
                text(claims, "website"),
                languageOf(claims).map(Language::tag).orElse(null));
    }

    /** How {@code claims} change; what was left empty is taken away. */
    Map<String, @Nullable Object> changes(Map<String, Object> claims) {
        var changes = new HashMap<String, @Nullable Object>();
        changes.put("name", stripped(name));
        changes.put("given_name", stripped(given_name));
        changes.put("family_name", stripped(family_name));
        changes.put("nickname", stripped(nickname));
        changes.put("website", stripped(website));
        // Otherwise the form is of a time without the question, or the claim may say more, such as the country.
        if (language != null && !chosenLanguage().equals(languageOf(claims))) {
            changes.put(LOCALE, chosenLanguage().map(Language::tag).orElse(null));
        }
        return changes;
    }

    Optional<Language> chosenLanguage() {
        return Optional.ofNullable(language).flatMap(Language::of);
    }

    private static Optional<Language> languageOf(Map<String, Object> claims) {
        return Optional.ofNullable(text(claims, LOCALE)).flatMap(Language::ofClaim);
    }

    private static @Nullable String text(Map<String, Object> claims, String claim) {
        return claims.get(claim) instanceof String text ? text : null;
    }

    private static @Nullable String stripped(@Nullable String typed) {
        return StringUtils.hasText(typed) ? typed.strip() : null;
    }
}
