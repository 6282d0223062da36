package dev.signet.idp.token;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a genuine access token of ours says. Whether it was revoked is another question.
 *
 * @param clientId who it was issued to
 * @param subject as whom the client knows the account, or the client itself (RFC 9068 §2.2)
 * @param audience the protected resources that it is for
 * @param grant what it hangs on; null if it is a client's own
 * @param boundTo who alone may use it
 * @param claims all of it, as it was issued
 */
record AccessToken(
        UUID id,
        String clientId,
        String subject,
        Set<String> audience,
        Set<String> scopes,
        Instant expiresAt,
        @Nullable UUID grant,
        Sender boundTo,
        Map<String, Object> claims) {

    @Override
    public String toString() {
        return "AccessToken[" + id + ", " + clientId + "]";
    }
}
