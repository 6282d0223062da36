package dev.signet.idp.login;

import dev.signet.idp.client.Client;
import dev.signet.idp.web.PageSecurityHeaders;
import dev.signet.idp.web.RelyingPartyView;
import jakarta.servlet.http.HttpServletRequest;

/** What pages say about the client that somebody came from. */
public final class RelyingParties {

    private RelyingParties() {}

    public static RelyingPartyView view(Client client) {
        return RelyingPartyView.of(
                client.name(), client.clientUri(), client.logoUri(), client.policyUri(), client.tosUri());
    }

    /**
     * Lets the forms of this page lead to {@code redirectUri}: Chromium applies {@code form-action} to the redirect
     * that answers a form as well. Call it with a redirect URI that was checked against the client's registration.
     */
    public static void allowRedirect(HttpServletRequest request, String redirectUri) {
        PageSecurityHeaders.allowFormTarget(request, redirectUri);
    }
}
