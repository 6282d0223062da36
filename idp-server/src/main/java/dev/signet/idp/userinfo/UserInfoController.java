package dev.signet.idp.userinfo;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.signingkey.JwtSigner;
import dev.signet.idp.token.BearerOfToken;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.StandardClaims;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
    private final Scopes scopes;
    private final Clients clients;
    private final JwtSigner signer;
    private final IdpProperties idp;

    UserInfoController(Accounts accounts, Scopes scopes, Clients clients, JwtSigner signer, IdpProperties idp) {
        this.accounts = accounts;
        this.scopes = scopes;
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
        var claims = claims(account, bearer);
        var answer = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        return clients.find(bearer.clientId())
                .flatMap(Client::userinfoSignedResponseAlg)
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

    private Map<String, Object> claims(Account account, BearerOfToken bearer) {
        var known = StandardClaims.of(account);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", bearer.subject());
        Stream.concat(claimsOf(bearer.scopes()), bearer.claims().stream().sorted())
                .forEach(claim -> {
                    var value = known.get(claim);
                    if (value != null) {
                        claims.put(claim, value);
                    }
                });
        return claims;
    }

    private Stream<String> claimsOf(Set<String> granted) {
        return granted.stream()
                .sorted()
                .flatMap(name -> scopes.find(name).stream())
                .flatMap(scope -> scope.claims().stream());
    }
}
