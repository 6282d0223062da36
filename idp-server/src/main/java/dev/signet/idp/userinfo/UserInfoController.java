package dev.signet.idp.userinfo;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.clientauthentication.ClientEncryption;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.signingkey.JwtSigner;
import dev.signet.idp.token.BearerOfToken;
import dev.signet.idp.token.PersonClaims;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import tools.jackson.databind.json.JsonMapper;

/** The userinfo endpoint (OpenID Connect Core 1.0 §5.3). Who asks was checked by the filter chain. */
@Controller
class UserInfoController {

    private static final MediaType JWT = MediaType.valueOf("application/jwt");

    private final Accounts accounts;
    private final PersonClaims personClaims;
    private final Clients clients;
    private final JwtSigner signer;
    private final ClientEncryption encryption;
    private final IdpProperties idp;
    private final JsonMapper json;

    UserInfoController(
            Accounts accounts,
            PersonClaims personClaims,
            Clients clients,
            JwtSigner signer,
            ClientEncryption encryption,
            IdpProperties idp,
            JsonMapper json) {
        this.accounts = accounts;
        this.personClaims = personClaims;
        this.clients = clients;
        this.signer = signer;
        this.encryption = encryption;
        this.idp = idp;
        this.json = json;
    }

    @RequestMapping(
            path = "/userinfo",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<Object> userInfo(@AuthenticationPrincipal BearerOfToken bearer) {
        var account = accounts.find(bearer.account())
                .filter(Account::isActive)
                .orElseThrow(() -> new InvalidBearerTokenException("The account is gone or locked"));
        var client = clients.find(bearer.clientId());
        var claims = personClaims.ofUserInfo(
                account, bearer.subject(), client.orElse(null), bearer.scopes(), bearer.claims());
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        return client.flatMap(it -> jwt(it, claims))
                .map(it -> answer.contentType(JWT).<Object>body(it))
                .orElseGet(() -> answer.contentType(MediaType.APPLICATION_JSON).body(claims));
    }

    /** Signed, encrypted or both (OpenID Connect Core 1.0 §5.3.2); empty for a client that wants neither. */
    private Optional<String> jwt(Client client, Map<String, Object> claims) {
        var signed = client.userinfoSignedResponseAlg().map(it -> signed(it, client, claims));
        return client.userinfoEncryption()
                .map(it -> encryption
                        .encrypt(
                                client,
                                it,
                                signed.orElseGet(() -> json.writeValueAsString(claims)),
                                signed.isPresent() ? "JWT" : null)
                        .orElseThrow(UserInfoController::noKey))
                .or(() -> signed);
    }

    /** §5.3.2: the claims, with who says so and for whom. */
    private String signed(String algorithm, Client client, Map<String, Object> claims) {
        var all = new LinkedHashMap<>(claims);
        all.put("iss", idp.issuer().toString());
        all.put("aud", client.clientId());
        return signer.sign(algorithm, "JWT", all);
    }

    private static OAuth2AuthenticationException noKey() {
        return new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest(
                "The client registered for encrypted answers, and its keys hold none for that or cannot be fetched"));
    }
}
