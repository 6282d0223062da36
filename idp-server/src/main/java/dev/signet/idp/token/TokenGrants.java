package dev.signet.idp.token;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.stereotype.Component;

/** The grant types of the token endpoint. */
@Component
record TokenGrants(
        AuthorizationCodeGrant authorizationCode,
        RefreshTokenGrant refreshToken,
        ClientCredentialsGrant clientCredentials,
        DeviceCodeGrant deviceCode,
        TokenExchangeGrant tokenExchange) {

    /** The one that is asked for most comes first. */
    List<AuthenticationProvider> inOrder() {
        return List.of(authorizationCode, refreshToken, clientCredentials, deviceCode, tokenExchange);
    }
}
