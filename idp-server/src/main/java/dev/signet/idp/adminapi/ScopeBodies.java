package dev.signet.idp.adminapi;

import dev.signet.idp.adminui.ScopeDirectory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What calls about scopes are answered with. */
final class ScopeBodies {

    private ScopeBodies() {}

    /** All of them. */
    @ApiType
    record ScopeList(List<Scope> scopes) {}

    /** A scope; {@code clients} is how many may ask for it, of those that were counted. */
    @ApiType
    record Scope(String name, List<ConsentText> consent, List<String> claims, boolean builtIn, int clients) {

        static Scope of(ScopeDirectory.Scope scope) {
            return new Scope(
                    scope.name(),
                    scope.consent().stream()
                            .map(it -> new ConsentText(it.language(), it.text()))
                            .toList(),
                    scope.claims(),
                    scope.isBuiltIn(),
                    scope.clients());
        }
    }

    /** What the consent page says; without a language if it is the same in all. */
    @ApiType
    record ConsentText(@Nullable String language, String text) {}

    /** A scope with some of the clients that may ask for it. */
    @ApiType
    record ScopeWithClients(
            Scope scope,
            List<ScopeClient> clients,
            @Nullable String nextCursor) {}

    /** A client that may ask for it. */
    @ApiType
    record ScopeClient(String clientId, String name, boolean enabled) {}
}
