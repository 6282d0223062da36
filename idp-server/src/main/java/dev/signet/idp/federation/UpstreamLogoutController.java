package dev.signet.idp.federation;

import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a provider says that somebody is signed out there (OpenID Connect Back-Channel Logout 1.0 §2.5). */
@Controller
class UpstreamLogoutController {

    /** Each provider has its own, as for the answers to sign-ins. */
    static final String PATH = "/login/provider/{provider}/logout";

    private final UpstreamLogout logout;
    private final Limits limits;

    UpstreamLogoutController(UpstreamLogout logout, Limits limits) {
        this.logout = logout;
        this.limits = limits;
    }

    /** Tokens that are in order are not counted: everybody may leave a large provider at once. */
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> receive(
            @PathVariable String provider, @RequestParam(name = "logout_token", defaultValue = "") String token) {
        var attempt = Attempt.of(Limit.UPSTREAM_LOGOUT, Subject.caller());
        limits.check(attempt).orThrow();
        return switch (logout.receive(provider, token)) {
            case UpstreamLogout.Outcome.Ended _ ->
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
            case UpstreamLogout.Outcome.Refused(var rule) -> {
                limits.failed(attempt).orThrow();
                yield ResponseEntity.badRequest()
                        .cacheControl(CacheControl.noStore())
                        .body(Map.of("error", "invalid_request", "error_description", "not accepted: " + rule));
            }
        };
    }
}
