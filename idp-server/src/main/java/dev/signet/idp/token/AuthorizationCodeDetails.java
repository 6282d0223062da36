package dev.signet.idp.token;

import dev.signet.idp.session.SignedIn;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization code stands for.
 *
 * @param acr what the tokens say of the sign-in: never more than it reached
 * @param claims asked for by name
 * @param resources for which access tokens may be (RFC 8707); empty if the request named none
 * @param redirectUri as the client sent it; the token request must repeat it (RFC 6749 §4.1.3)
 * @param nonce given back in the ID token (OpenID Connect Core 1.0 §3.1.2.1)
 * @param codeChallenge S256 challenge (RFC 7636 §4.3); null if the client may go without
 * @param dpopKey the thumbprint of {@code dpop_jkt}, or of the proof at the endpoint for pushed requests (RFC 9449 §10):
 *     whoever redeems the code must prove to hold that key; null if nobody has to
 */
public record AuthorizationCodeDetails(
        String clientId,
        SignedIn signedIn,
        String acr,
        Set<String> scopes,
        RequestedClaims claims,
        Set<String> resources,
        String redirectUri,
        @Nullable String nonce,
        @Nullable String codeChallenge,
        @Nullable String dpopKey) {}
