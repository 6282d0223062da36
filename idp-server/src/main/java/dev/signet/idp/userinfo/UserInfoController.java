package dev.signet.idp.userinfo;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.signingkey.JwtSigner;
import dev.signet.idp.token.BearerOfToken;
import dev.signet.idp.token.PersonClaims;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** The userinfo endpoint (OpenID Connect Core 1.0 §5.3). Who asks was checked by the filter chain. */
@Controller
class UserInfoController {

    private static final MediaType JWT = MediaType.valueOf("application/jwt");

    private final Accounts accounts;
    private final PersonClaims personClaims;
    private final Clients clients;
    private final JwtSigner signer;
    private final IdpProperties idp;

    UserInfoController(
            Accounts accounts, PersonClaims personClaims, Clients clients, JwtSigner signer, IdpProperties idp) {
        this.accounts = accounts;
        this.personClaims = personClaims;
        this.clients = clients;
        this.signer = signer;
        this.idp = idp;
    }

    @RequestMapping(
            path = "/userinfo",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<Object> userInfo(@AuthenticationPrincipal BearerOfToken bearer) {
        var account = accounts.find(bearer.account())
                .filter(Account::isActive)
                .orElseThrow(() -> new InvalidBearerTokenException("The account is gone or locked"));
        var client = clients.find(bearer.clientId());
        var claims = personClaims.ofUserInfo(account, client.orElse(null), bearer.scopes(), bearer.claims());
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        return client.flatMap(Client::userinfoSignedResponseAlg)
                .map(algorithm -> answer.contentType(JWT).<Object>body(signed(algorithm, bearer.clientId(), claims)))
                .orElseGet(() -> answer.contentType(MediaType.APPLICATION_JSON).body(claims));
    }

    /** OpenID Connect Core 1.0 §5.3.2: the claims, with who says so and for whom. */
    private String signed(String algorithm, String clientId, Map<String, Object> claims) {
        var all = new LinkedHashMap<>(claims);
        all.put("iss", idp.issuer().toString());
        all.put("aud", clientId);
        return signer.sign(algorithm, "JWT", all);
    }
}
