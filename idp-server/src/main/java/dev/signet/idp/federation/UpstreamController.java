package dev.signet.idp.federation;

import dev.signet.idp.federation.FederationPages.Refusal;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.user.EmailAddress;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The way to another provider, and back. */
@Controller
@RequestMapping("/login/provider/{provider}")
class UpstreamController {

    private final Providers providers;
    private final OutgoingRequests requests;
    private final Return back;
    private final Journeys journeys;
    private final FederationPages pages;

    UpstreamController(
            Providers providers, OutgoingRequests requests, Return back, Journeys journeys, FederationPages pages) {
        this.providers = providers;
        this.requests = requests;
        this.back = back;
        this.journeys = journeys;
        this.pages = pages;
    }

    static String path(Provider provider) {
        return "/login/provider/" + provider.id();
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @GetMapping
    ModelAndView leave(
            @PathVariable String provider,
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(required = false) @Nullable String hint,
            HttpServletRequest request,
            HttpServletResponse response) {
        var journey = journeys.of(ticket);
        var found = providers.find(provider);
        if (found.isEmpty()) {
            return pages.refused(new Refusal(provider, Cause.PROVIDER_GONE), journey, response);
        }
        return requests.address(found.get(), journey, null, hint, request, response)
                .map(Redirects::to)
                .orElseGet(() -> pages.refused(new Refusal(provider, Cause.UNREACHABLE), journey, response));
    }

    /** Says to people whose address has a provider of its own that they sign in there. */
    @GetMapping("/elsewhere")
    ModelAndView elsewhere(
            @PathVariable String provider,
            @RequestParam(required = false) @Nullable String ticket,
            @RequestParam(defaultValue = "") String hint,
            HttpServletResponse response) {
        var journey = journeys.of(ticket);
        var found = providers.find(provider);
        if (found.isEmpty()) {
            return pages.refused(new Refusal(provider, Cause.PROVIDER_GONE), journey, response);
        }
        // Whatever else stands there somebody wrote into a link, to have us say it.
        var isTheirs = EmailAddress.parse(hint)
                .flatMap(providers::of)
                .filter(found.get()::equals)
                .isPresent();
        if (!isTheirs) {
            return Redirects.to(journey.to("/login"));
        }
        return new ModelAndView("federation/elsewhere")
                .addObject("provider", found.get().name())
                .addObject("email", hint)
                .addObject("continueAt", journey.to(path(found.get()), "hint=" + encode(hint)))
                .addObject("signIn", journey.to("/login", "switch="));
    }

    /** A posted answer comes without our cookies; the redirect to its GET brings them along. */
    @PostMapping("/callback")
    ModelAndView posted(@PathVariable String provider, Return.Answer answer) {
        var parameters = new LinkedHashMap<String, String>();
        answer.members().forEach((name, value) -> {
            if (Redirects.fits(value, Redirects.MAX_PARAMETER_BYTES)) {
                parameters.put(name, value);
            }
        });
        return Redirects.to(Redirects.withParameters("/login/provider/" + encode(provider) + "/callback", parameters));
    }

    @GetMapping("/callback")
    ModelAndView comeBack(
            @PathVariable String provider,
            Return.Answer answer,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (back.of(provider, answer, language, request, response)) {
            case Return.Outcome.GoOn(var address) -> goOn(address, response);
            case Return.Outcome.Refused(var refusal, var ticket) -> pages.refused(refusal, journey(ticket), response);
        };
    }

    /**
     * A page that leads on by itself, and by a link. Not a redirect: somebody who sent a form at the provider would be
     * redirected from there all the way to the relying party, which the provider's {@code form-action} need not allow.
     */
    private static ModelAndView goOn(String address, HttpServletResponse response) {
        response.setHeader("Refresh", "0;url=" + address);
        return new ModelAndView("federation/onwards").addObject("onwards", address);
    }

    private Journey journey(@Nullable String ticket) {
        return journeys.of(ticket);
    }
}
