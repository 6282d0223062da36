package dev.signet.idp.logout;

import dev.signet.idp.client.Client;
import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.Seal;
import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.logout.RelyingPartyLogout.Decision;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.PageSecurityHeaders;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The end-session endpoint (OpenID Connect RP-Initiated Logout 1.0) and the person's own way out. */
@Controller
class LogoutController {

    private static final List<String> PARAMETERS =
            List.of("id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales");

    private static final String TOO_LONG = "a parameter has more than " + Redirects.MAX_PARAMETER_BYTES
            + " bytes, or id_token_hint more than " + Redirects.MAX_HINT_BYTES;

    private final RelyingPartyLogout relyingPartyLogout;
    private final FrontChannel frontChannel;
    private final BrowserSessions sessions;
    private final Accounts accounts;
    private final Seal seal;

    LogoutController(
            RelyingPartyLogout relyingPartyLogout,
            FrontChannel frontChannel,
            BrowserSessions sessions,
            Accounts accounts,
            DerivedKeys keys) {
        this.relyingPartyLogout = relyingPartyLogout;
        this.frontChannel = frontChannel;
        this.sessions = sessions;
        this.accounts = accounts;
        this.seal = keys.seal("logout-redirect");
    }

    /**
     * A form that another site posts comes without the session cookie (SameSite=Lax); a redirect to the same address
     * brings it.
     */
    @PostMapping("/connect/logout")
    ModelAndView post(HttpServletRequest request) {
        if (asked(request).isTooLong()) {
            return refuse(TOO_LONG);
        }
        var sent = new LinkedHashMap<String, String>();
        for (var name : PARAMETERS) {
            var value = request.getParameter(name);
            if (value != null) {
                sent.put(name, value);
            }
        }
        return Redirects.to(Redirects.withParameters("/connect/logout", sent));
    }

    @GetMapping("/connect/logout")
    ModelAndView endSession(HttpServletRequest request) {
        var asked = asked(request);
        if (asked.isTooLong()) {
            return refuse(TOO_LONG);
        }
        return switch (relyingPartyLogout.decide(asked, BrowserSessions.current())) {
            case Decision.SignOut(var client, var redirect) -> signOut(client, redirect, request);
            case Decision.Ask(var client, var redirect) -> ask(client, redirect, request);
            case Decision.Refuse(var description) -> refuse(description);
        };
    }

    private static LogoutRequest asked(HttpServletRequest request) {
        return new LogoutRequest(
                request.getParameter("id_token_hint"),
                request.getParameter("client_id"),
                request.getParameter("post_logout_redirect_uri"),
                request.getParameter("state"),
                request.getParameter("ui_locales"));
    }

    /** The button of a page of ours; CSRF protection makes sure of that. */
    @PostMapping("/logout")
    ModelAndView confirmed(
            @RequestParam(name = "ticket", required = false) @Nullable String sealedRedirect,
            HttpServletRequest request) {
        var redirect = Optional.ofNullable(sealedRedirect)
                .flatMap(seal::open)
                .map(it -> new String(it, StandardCharsets.UTF_8));
        return signOut(null, redirect.orElse(null), request);
    }

    private ModelAndView signOut(@Nullable Client client, @Nullable String redirect, HttpServletRequest request) {
        var notices = BrowserSessions.current().map(frontChannel::notices).orElse(List.of());
        sessions.signOut(request);
        if (notices.isEmpty()) {
            return redirect != null ? Redirects.to(redirect) : page("logout/signed-out", client, Map.of());
        }
        PageSecurityHeaders.allowFrames(
                request, notices.stream().map(FrontChannel.Notice::address).toList());
        var model = new HashMap<String, Object>(Map.of("notices", notices));
        if (redirect != null) {
            model.put("continueUrl", redirect);
        }
        return page("logout/signed-out", client, model);
    }

    private ModelAndView ask(@Nullable Client client, @Nullable String redirect, HttpServletRequest request) {
        var model = new HashMap<String, Object>();
        BrowserSessions.current()
                .flatMap(it -> accounts.find(it.account()))
                .ifPresent(it -> model.put("account", it.email().value()));
        if (redirect != null) {
            model.put("ticket", seal.seal(redirect.getBytes(StandardCharsets.UTF_8)));
            RelyingParties.allowRedirect(request, redirect);
        }
        return page("logout/confirm", client, model);
    }

    private static ModelAndView refuse(String description) {
        return new ModelAndView(
                "authorization/error",
                Map.of("code", "invalid_request", "description", description),
                HttpStatus.BAD_REQUEST);
    }

    private static ModelAndView page(String view, @Nullable Client client, Map<String, Object> model) {
        var page = new ModelAndView(view, model);
        if (client != null) {
            page.addObject("relyingParty", RelyingParties.view(client));
        }
        return page;
    }
}
