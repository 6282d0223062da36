package dev.signet.idp.token;

import static dev.signet.idp.token.TokenRequest.refusal;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;
import org.springframework.stereotype.Component;

/** {@code grant_type=urn:ietf:params:oauth:grant-type:device_code} (RFC 8628 §3.4). */
@Component
class DeviceCodeGrant implements AuthenticationProvider {

    private final DeviceRedemption redemption;
    private final PersonTokens tokens;
    private final Audiences audiences;
    private final Senders senders;

    DeviceCodeGrant(DeviceRedemption redemption, PersonTokens tokens, Audiences audiences, Senders senders) {
        this.redemption = redemption;
        this.tokens = tokens;
        this.audiences = audiences;
        this.senders = senders;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2DeviceCodeAuthenticationToken) authentication;
        var client = TokenRequest.client(request, AuthorizationGrantType.DEVICE_CODE);
        tokens.requireEncryptionKey(client);
        var resources = audiences.requested(request.getAdditionalParameters(), client);
        var sender = senders.of(request, client);
        return switch (redemption.redeem(client, request.getDeviceCode(), sender)) {
            case DeviceRedemption.Outcome.Granted(var grant) ->
                tokens.issue(
                        grant,
                        client,
                        (Authentication) request.getPrincipal(),
                        new AccessTokens.Terms(
                                grant.scopes(), audiences.of(resources, grant.resources(), grant.scopes()), sender),
                        null);
            case DeviceRedemption.Outcome.Pending() ->
                throw refusal("authorization_pending", "Nobody has allowed the device yet");
            case DeviceRedemption.Outcome.TooSoon() ->
                throw refusal("slow_down", "The device asks too often; wait five seconds longer between requests");
            case DeviceRedemption.Outcome.Denied() ->
                throw refusal(OAuth2ErrorCodes.ACCESS_DENIED, "The person did not allow the device");
            case DeviceRedemption.Outcome.Expired() ->
                throw refusal("expired_token", "The device code has expired; start again");
            case DeviceRedemption.Outcome.Unusable() ->
                throw refusal(OAuth2ErrorCodes.INVALID_GRANT, "The device code is unknown or was used");
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2DeviceCodeAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
