package dev.signet.idp.token;

import static dev.signet.idp.token.TokenRequest.refusal;
import static org.springframework.security.oauth2.core.OAuth2ErrorCodes.INVALID_GRANT;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.stereotype.Component;

/** {@code grant_type=authorization_code} (RFC 6749 §4.1.3). */
@Component
class AuthorizationCodeGrant implements AuthenticationProvider {

    private final CodeRedemption redemption;
    private final PersonTokens tokens;
    private final Audiences audiences;
    private final Senders senders;

    AuthorizationCodeGrant(CodeRedemption redemption, PersonTokens tokens, Audiences audiences, Senders senders) {
        this.senders = senders;
        this.redemption = redemption;
        this.tokens = tokens;
        this.audiences = audiences;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2AuthorizationCodeAuthenticationToken) authentication;
        var client = TokenRequest.client(request, AuthorizationGrantType.AUTHORIZATION_CODE);
        tokens.requireEncryptionKey(client);
        var verifier = request.getAdditionalParameters().get(PkceParameterNames.CODE_VERIFIER) instanceof String text
                ? text
                : null;
        var resources = audiences.requested(request.getAdditionalParameters(), client);
        var sender = senders.of(request, client);
        return switch (redemption.redeem(client, request.getCode(), request.getRedirectUri(), verifier, sender)) {
            case CodeRedemption.Outcome.Granted(var grant, var nonce) ->
                tokens.issue(
                        grant,
                        client,
                        (Authentication) request.getPrincipal(),
                        new AccessTokens.Terms(
                                grant.scopes(), audiences.of(resources, grant.resources(), grant.scopes()), sender),
                        nonce);
            case CodeRedemption.Outcome.Refused() ->
                throw refusal(
                        INVALID_GRANT,
                        "The code is unknown or expired, or the redirect_uri, code_verifier or DPoP key does not belong to"
                                + " it",
                        redemption.explain(client, request.getCode(), request.getRedirectUri(), verifier, sender));
            case CodeRedemption.Outcome.Reused() ->
                throw refusal(INVALID_GRANT, "The code was used before; what it gave is revoked");
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
