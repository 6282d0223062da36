package dev.signet.idp.federation;

import dev.signet.idp.login.Journey;
import dev.signet.idp.login.RelyingParties;
import dev.signet.idp.user.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page for each way in which nothing came of it, with a line in the audit trail. */
@Component
class FederationPages {

    private final Providers providers;
    private final ApplicationEventPublisher events;

    FederationPages(Providers providers, ApplicationEventPublisher events) {
        this.providers = providers;
        this.events = events;
    }

    /** A refusal as the page and the audit trail have it. */
    record Refusal(
            String provider,
            Cause cause,
            @Nullable String detail,
            @Nullable AccountId account) {

        Refusal(String provider, Cause cause) {
            this(provider, cause, null, null);
        }
    }

    /** Call it outside of a transaction, which would take the line in the audit trail back. */
    ModelAndView refused(Refusal refusal, Journey journey, HttpServletResponse response) {
        var provider = providers.find(refusal.provider());
        var known = provider.map(Provider::id).orElse("unknown"); // what a stranger typed is kept nowhere
        events.publishEvent(new FederationRefused(known, refusal.cause(), refusal.account(), refusal.detail()));
        response.setStatus(refusal.cause().status().value());
        return new ModelAndView("federation/problem")
                .addObject("cause", refusal.cause().key())
                .addObject("provider", provider.map(Provider::name).orElse(""))
                .addObject("again", again(provider, refusal.cause(), journey))
                .addObject("signIn", journey.to("/login"));
    }

    /** Not for whoever got a mail that somebody else caused. */
    private static @Nullable String again(Optional<Provider> provider, Cause cause, Journey journey) {
        return cause == Cause.OTHER_BROWSER
                ? null
                : provider.map(it -> journey.to(UpstreamController.path(it))).orElse(null);
    }

    /** The name that people know a provider by, also of one that is gone. */
    String nameOf(String provider) {
        return providers.find(provider).map(Provider::name).orElse(provider);
    }

    /** Lets the forms of this page lead on to the relying party that somebody came from. */
    static void leadOn(Journey journey, HttpServletRequest request) {
        journey.parameter("redirect_uri").ifPresent(it -> RelyingParties.allowRedirect(request, it));
    }
}
