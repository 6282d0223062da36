package dev.signet.idp.client;

import static java.util.Objects.requireNonNullElse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code scopes}. */
final class ScopeReader {

    static final String SOURCES = "claim_sources";

    /** Languages of texts beside {@code description}, which is for everybody else. */
    static final List<String> LANGUAGES = List.of("de");

    private static final List<String> KEYS =
            List.of("name", "description", "description#de", "claims", SOURCES, "in_id_token", "resources");
    private static final int LONGEST_DESCRIPTION = 200;

    private ScopeReader() {}

    /** Null if not even the name can be read. */
    static @Nullable Scope read(YamlMapping entry, Findings findings) {
        entry.allowOnly(KEYS);
        if (!entry.has("name")) {
            findings.problem(entry.place("name"), "missing");
        }
        if (!entry.has("description")) {
            findings.problem(entry.place("description"), "missing; the consent page shows it");
        }
        var name = entry.text("name", ScopeReader::nameViolation);
        var description = entry.text("description", Rules.display(LONGEST_DESCRIPTION));
        var claims = requireNonNullElse(entry.texts("claims", Rules::claimName), List.<String>of());
        var scope = new Scope(
                requireNonNullElse(name, ""),
                description,
                translations(entry),
                claims,
                sources(entry, claims, findings),
                requireNonNullElse(entry.flag("in_id_token"), false),
                requireNonNullElse(entry.texts("resources", Rules::resource), List.of()),
                false);
        return name == null ? null : scope;
    }

    private static Map<String, String> translations(YamlMapping entry) {
        var translations = new LinkedHashMap<String, String>();
        for (var language : LANGUAGES) {
            var text = entry.text("description#" + language, Rules.display(LONGEST_DESCRIPTION));
            if (text != null) {
                translations.put(language, text);
            }
        }
        return translations;
    }

    /** A claim under another name, such as {@code staff_mail: email}. Only of what we know about people. */
    private static Map<String, String> sources(YamlMapping entry, List<String> claims, Findings findings) {
        var sources = new LinkedHashMap<String, String>();
        requireNonNullElse(entry.object(SOURCES), Map.<String, Object>of()).forEach((claim, source) -> {
            var from = String.valueOf(source);
            if (!claims.contains(claim)) {
                findings.problem(entry.place(SOURCES), claim + " is not among the claims of the scope");
            } else if (!BuiltInScopes.CLAIMS.contains(from)) {
                findings.problem(
                        entry.place(SOURCES),
                        from + " is not known about people" + NearestName.hint(from, BuiltInScopes.CLAIMS));
            } else if (!claim.equals(from)) {
                sources.put(claim, from);
            }
        });
        return sources;
    }

    private static Optional<String> nameViolation(String name) {
        if (name.startsWith(Scope.ADMINISTRATION)) {
            return Optional.of(
                    "scopes that begin with " + Scope.ADMINISTRATION + " are our own and cannot be declared");
        }
        return BuiltInScopes.contains(name)
                ? Optional.of("the scope " + name + " is OpenID Connect's own and cannot be declared")
                : Rules.scopeName(name);
    }
}
