package dev.signet.idp.logout;

import dev.signet.idp.web.Redirects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a relying party sends (OpenID Connect RP-Initiated Logout 1.0 §2).
 *
 * @param idTokenHint an ID token of ours, expired or not
 * @param uiLocales languages for our pages, see the interceptor of module login
 * @param state given back with the redirect, as it came
 */
record LogoutRequest(
        @Nullable String idTokenHint,
        @Nullable String clientId,
        @Nullable String postLogoutRedirectUri,
        @Nullable String state,
        @Nullable String uiLocales) {

    /** Whether it cannot be handed on in an address. */
    boolean isTooLong() {
        return isLonger(idTokenHint, Redirects.MAX_HINT_BYTES)
                || Stream.of(clientId, postLogoutRedirectUri, state, uiLocales)
                        .anyMatch(it -> isLonger(it, Redirects.MAX_PARAMETER_BYTES));
    }

    private static boolean isLonger(@Nullable String value, int bytes) {
        return value != null && !Redirects.fits(value, bytes);
    }

    @Override
    public String toString() {
        return "LogoutRequest[redacted]";
    }
}
