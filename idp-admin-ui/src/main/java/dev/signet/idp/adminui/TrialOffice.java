package dev.signet.idp.adminui;

import dev.signet.idp.adminui.TokenDirectory.Document;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs an administrator in to a client, to see what its application would get. Implemented by the server, which refuses
 * whoever lacks the permission.
 */
public interface TrialOffice {

    /** Empty if there is no such client, or if it is disabled. */
    Optional<Subject> find(String clientId);

    /**
     * @param scopes to ask for; what the client may not ask for is left out
     * @param prompts what to ask the person on the way (OpenID Connect Core 1.0 §3.1.2.1); may be empty
     */
    Start start(String clientId, List<String> scopes, Set<String> prompts);

    /**
     * Ends a trial with what came back. Whatever tokens there are end at once.
     *
     * @param code null if an error came back
     */
    End finish(String state, @Nullable String code);

    /**
     * A client that can be tried out.
     *
     * @param scopes that it may ask for
     * @param signsPeopleIn whether it has the grant type authorization_code, without which nothing can be tried
     * @param bindsTokens whether its tokens are bound to a key or certificate, which those of a trial are not
     */
    record Subject(String clientId, String name, List<String> scopes, boolean signsPeopleIn, boolean bindsTokens) {}

    /** Every way {@link #start} can end. */
    sealed interface Start {

        /** @param address to which the browser goes */
        record Started(String address) implements Start {}

        /** @param error code of the protocol */
        record Refused(String error, String description) implements Start {}

        record NotThere() implements Start {}
    }

    /** Every way {@link #finish} can end. */
    sealed interface End {

        record Given(Subject client, List<Document> documents, boolean isRefreshable) implements End {}

        /** There was a code, and it was not good; {@code why} is in English. */
        record NotGiven(Subject client, String why) implements End {}

        record Failed(String clientId) implements End {}

        /** There is no such trial of this administrator, or it is over. */
        record Over() implements End {}
    }
}
