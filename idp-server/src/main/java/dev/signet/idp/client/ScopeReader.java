package dev.signet.idp.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code scopes}. */
final class ScopeReader {

    private static final List<String> KEYS = List.of("name", "description", "claims");
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
        var claims = entry.texts("claims", Rules::claimName);
        return name == null ? null : new Scope(name, description, Objects.requireNonNullElse(claims, List.of()), false);
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
