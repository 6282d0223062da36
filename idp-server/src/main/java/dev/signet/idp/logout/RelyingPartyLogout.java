package dev.signet.idp.logout;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.subject.Subjects;
import dev.signet.idp.token.IdTokens;
import dev.signet.idp.web.Redirects;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides what to do about a relying party's wish to sign somebody out. */
@Component
class RelyingPartyLogout {

    private final Clients clients;
    private final IdTokens idTokens;
    private final Subjects subjects;

    RelyingPartyLogout(Clients clients, IdTokens idTokens, Subjects subjects) {
        this.clients = clients;
        this.idTokens = idTokens;
        this.subjects = subjects;
    }

    /** Every way {@link #decide} can end. */
    sealed interface Decision {

        /** The relying party showed an ID token of this very session: no question needed. */
        record SignOut(@Nullable Client client, @Nullable String redirect) implements Decision {}

        /** Anybody could have sent this link, so the person is asked. */
        record Ask(@Nullable Client client, @Nullable String redirect) implements Decision {}

        /** The address to go to afterwards is not one that was registered. */
        record Refuse(String description) implements Decision {}
    }

    Decision decide(LogoutRequest request, Optional<SignedIn> current) {
        if (request.idTokenHint() != null && IdTokens.isEncrypted(request.idTokenHint())) {
            return new Decision.Refuse("id_token_hint is encrypted; send the signed ID token that is in it");
        }
        var hint = Optional.ofNullable(request.idTokenHint()).flatMap(idTokens::read);
        if (hint.isPresent()
                && request.clientId() != null
                && !request.clientId().equals(hint.get().clientId())) {
            return new Decision.Refuse("client_id is not the client that id_token_hint was issued to");
        }
        var client = hint.map(IdTokens.Hint::clientId)
                .or(() -> Optional.ofNullable(request.clientId()))
                .flatMap(clients::find);
        var uri = request.postLogoutRedirectUri();
        if (uri != null
                && !client.map(it -> it.postLogoutRedirectUris().contains(uri)).orElse(true)) {
            return new Decision.Refuse("post_logout_redirect_uri is not registered for this client");
        }
        // Without a hint we cannot know who asks, so nobody is sent anywhere (RP-Initiated Logout 1.0 §3).
        var redirect = hint.isPresent() && client.isPresent() && uri != null ? withState(uri, request.state()) : null;
        return current.isEmpty()
                        || hint.filter(it -> isOf(it, client, current.get())).isPresent()
                ? new Decision.SignOut(client.orElse(null), redirect)
                : new Decision.Ask(client.orElse(null), redirect);
    }

    /** A client that is gone, whose names we cannot make any more, knows nobody. */
    private boolean isOf(IdTokens.Hint hint, Optional<Client> client, SignedIn signedIn) {
        return client.isPresent()
                && hint.subject().equals(subjects.of(signedIn.account(), client.get()))
                && (hint.sid() == null || hint.sid().equals(subjects.session(signedIn.sid(), client.get())));
    }

    private static String withState(String uri, @Nullable String state) {
        return state == null ? uri : Redirects.withParameters(uri, Map.of("state", state));
    }
}
