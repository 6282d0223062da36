package dev.signet.idp.userinfo;

import dev.signet.idp.client.Scopes;
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

    private final Accounts accounts;
    private final Scopes scopes;

    UserInfoController(Accounts accounts, Scopes scopes) {
        this.accounts = accounts;
        this.scopes = scopes;
    }

    @RequestMapping(
            path = "/userinfo",
            method = {RequestMethod.GET, RequestMethod.POST},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> userInfo(@AuthenticationPrincipal BearerOfToken bearer) {
        var account = accounts.find(bearer.account())
                .filter(Account::isActive)
                .orElseThrow(() -> new InvalidBearerTokenException("The account is gone or locked"));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(claims(account, bearer));
    }

    private Map<String, Object> claims(Account account, BearerOfToken bearer) {
        var known = StandardClaims.of(account);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", account.id().toString());
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
