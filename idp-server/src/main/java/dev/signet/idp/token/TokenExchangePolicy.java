package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * Who may exchange which token for what (RFC 8693 §1.1, §2.1). A client may act on a token that it was given, for audiences
 * that its registration names, and never for more or longer than the token itself was good for.
 */
final class TokenExchangePolicy {

    private TokenExchangePolicy() {}

    /** Why a request is refused: an error code and what to tell. */
    record Violation(String code, String description) {}

    /**
     * @param audience what the new token is to be for
     * @param scopes what it is to allow; empty for as much as {@code subject}
     * @return empty if it is allowed
     */
    static Optional<Violation> violation(Client client, AccessToken subject, Set<String> audience, Set<String> scopes) {
        if (!wasGivenTo(client, subject)) {
            return Optional.of(new Violation(
                    OAuth2ErrorCodes.INVALID_REQUEST, "The subject token is neither this client's nor for it"));
        }
        if (audience.isEmpty()) {
            return Optional.of(
                    new Violation(OAuth2ErrorCodes.INVALID_REQUEST, "Name the audience or resource of the new token"));
        }
        if (!client.tokenExchangeAudiences().containsAll(audience)) {
            return Optional.of(new Violation("invalid_target", "The client is not registered for this audience"));
        }
        if (!subject.scopes().containsAll(scopes)) {
            return Optional.of(new Violation(
                    OAuth2ErrorCodes.INVALID_SCOPE, "A requested scope is not part of the subject token"));
        }
        return Optional.empty();
    }

    private static boolean wasGivenTo(Client client, AccessToken subject) {
        return subject.clientId().equals(client.clientId())
                || subject.audience().contains(client.clientId())
                || client.protectedResources().stream().anyMatch(subject.audience()::contains);
    }
}
