package dev.signet.idp.federation;

import dev.signet.idp.authenticator.OwnerSeal;
import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.federation.FederationPages.Refusal;
import dev.signet.idp.login.FreshProof;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The linked sign-ins of the person who is signed in. Somebody else's are not there. */
@Controller
@RequestMapping(LinkedSignInsController.PATH)
class LinkedSignInsController {

    static final String PATH = "/account/sign-ins";

    private static final Duration LEAVE = Duration.ofMinutes(10);

    private final Identities identities;
    private final Providers providers;
    private final OutgoingRequests requests;
    private final FederationPages pages;
    private final Journeys journeys;
    private final OwnerSeal leave;

    LinkedSignInsController(
            Identities identities,
            Providers providers,
            OutgoingRequests requests,
            FederationPages pages,
            Journeys journeys,
            DerivedKeys keys,
            Clock clock) {
        this.identities = identities;
        this.providers = providers;
        this.requests = requests;
        this.pages = pages;
        this.journeys = journeys;
        this.leave = new OwnerSeal(keys.seal("link-identity"), LEAVE, clock);
    }

    /** One of them on the page. */
    record SignInView(
            String id,
            String provider,
            String label,
            Instant linkedAt,
            @Nullable Instant lastUsedAt) {}

    /** A provider that can be linked. */
    record OfferView(String name, String address) {}

    @GetMapping
    ModelAndView list(SignedIn signedIn, @RequestParam(required = false) @Nullable String done) {
        var mayLeave = leave.seal(signedIn.account(), new byte[0]);
        return new ModelAndView("federation/sign-ins")
                .addObject("done", "linked".equals(done) || "unlinked".equals(done) ? done : null)
                .addObject(
                        "signIns",
                        identities.list(signedIn.account()).stream()
                                .map(this::view)
                                .toList())
                .addObject(
                        "offers",
                        providers.list().stream()
                                .map(it -> new OfferView(it.name(), PATH + "/new/" + it.id() + "?leave=" + mayLeave))
                                .toList());
    }

    /**
     * To the provider, and back to be linked. By an address that only the page above can have made: otherwise a stranger's
     * page could send somebody off to link the stranger's identity.
     */
    @GetMapping("/new/{provider}")
    @FreshProof(page = PATH)
    ModelAndView leave(
            SignedIn signedIn,
            @PathVariable String provider,
            @RequestParam(name = "leave", defaultValue = "") String sealed,
            HttpServletRequest request,
            HttpServletResponse response) {
        var journey = journeys.of(null);
        if (leave.open(signedIn.account(), sealed).isEmpty()) {
            return Redirects.to(PATH);
        }
        var found = providers.find(provider);
        if (found.isEmpty()) {
            return pages.refused(new Refusal(provider, Cause.PROVIDER_GONE), journey, response);
        }
        return requests.address(found.get(), journey, signedIn.account(), null, request, response)
                .map(Redirects::to)
                .orElseGet(() -> pages.refused(new Refusal(provider, Cause.UNREACHABLE), journey, response));
    }

    @GetMapping("/{id}/unlink")
    @FreshProof(page = PATH)
    ModelAndView confirm(SignedIn signedIn, @PathVariable String id) {
        var linked = find(signedIn, id);
        return unlinkPage(linked, identities.isLastWayIn(signedIn.account(), linked.id()));
    }

    @PostMapping("/{id}/unlink")
    @FreshProof(page = PATH)
    ModelAndView unlink(SignedIn signedIn, @PathVariable String id) {
        var linked = find(signedIn, id);
        return switch (identities.unlink(signedIn.account(), linked.id())) {
            case UNLINKED, NOT_THERE -> Redirects.to(PATH + "?done=unlinked");
            case LAST_WAY_IN -> unlinkPage(linked, true);
        };
    }

    private ModelAndView unlinkPage(LinkedIdentity linked, boolean isLastWayIn) {
        return new ModelAndView("federation/unlink")
                .addObject("signIn", view(linked))
                .addObject("isLastWayIn", isLastWayIn);
    }

    private SignInView view(LinkedIdentity it) {
        return new SignInView(
                it.id().toString(), pages.nameOf(it.provider()), it.label(), it.linkedAt(), it.lastUsedAt());
    }

    private LinkedIdentity find(SignedIn signedIn, String id) {
        return parse(id)
                .flatMap(wanted -> identities.list(signedIn.account()).stream()
                        .filter(it -> it.id().equals(wanted))
                        .findFirst())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
