package dev.signet.idp.adminui;

import java.util.List;
import java.util.Optional;

/** What tokens would say of somebody, without any being made. Implemented by the server, which refuses whoever may not know. */
public interface TokenDirectory {

    /**
     * The tokens that a person would get at a client.
     *
     * @param person an id or a whole e-mail address
     * @param scopes those to which the person would agree; what the client may not ask for is left out
     * @param isRevealed whether personal data is shown in full, which is written down
     * @return empty if there is no such client, or if it is disabled
     */
    Optional<Preview> preview(String clientId, String person, List<String> scopes, boolean isRevealed);

    /**
     * A preview.
     *
     * @param possible scopes that the client may ask for
     * @param isPersonKnown whether somebody has that id or address, and may sign in
     * @param documents empty if nobody was looked for, or nobody was found
     */
    record Preview(
            String clientId,
            String clientName,
            List<String> possible,
            List<String> chosen,
            boolean isPersonKnown,
            List<Document> documents) {}

    /**
     * An ID token, an access token, or an answer of userinfo.
     *
     * @param name last part of message keys: {@code id-token}, {@code access-token} or {@code userinfo}
     */
    record Document(String name, List<Claim> claims) {}

    /** @param value as JSON writes it, or masked */
    record Claim(String name, String value) {}
}
