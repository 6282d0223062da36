package dev.signet.idp.deviceauthorization;

import dev.signet.idp.deviceauthorization.WaitingDevices.Device;
import dev.signet.idp.login.Errand;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInDemand;
import dev.signet.idp.login.SignInDispatcher;
import dev.signet.idp.login.SignInDispatcher.Step;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.token.ClientEndpoints;
import dev.signet.idp.token.DeviceAuthorizations;
import dev.signet.idp.web.Redirects;
import java.time.Clock;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Asks who is signed in whether a device may act in their name.
 *
 * <p>Somebody else may have started it and sent the link (RFC 8628 §5.4), so the page is always shown, says what asks and
 * from where, and allows nothing by itself.
 */
@Controller
@RequestMapping(ClientEndpoints.DEVICE_PAGE + "/{code}")
class DeviceController {

    private final WaitingDevices waiting;
    private final DeviceAuthorizations devices;
    private final SignInDispatcher dispatcher;
    private final Journeys journeys;
    private final DevicePage page;
    private final Clock clock;

    DeviceController(
            WaitingDevices waiting,
            DeviceAuthorizations devices,
            SignInDispatcher dispatcher,
            Journeys journeys,
            DevicePage page,
            Clock clock) {
        this.waiting = waiting;
        this.devices = devices;
        this.dispatcher = dispatcher;
        this.journeys = journeys;
        this.page = page;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@PathVariable String code, Locale locale) {
        return whereOneWaits(code, (device, signedIn) -> page.of(device, signedIn, locale));
    }

    @PostMapping
    ModelAndView decide(@PathVariable String code, @RequestParam(required = false) @Nullable String decision) {
        return whereOneWaits(
                code, (_, signedIn) -> "approve".equals(decision) ? approve(code, signedIn) : deny(code, signedIn));
    }

    private ModelAndView approve(String code, SignedIn signedIn) {
        return devices.approve(code, signedIn) ? new ModelAndView("deviceauthorization/approved") : nobodyWaits();
    }

    private ModelAndView deny(String code, SignedIn signedIn) {
        return devices.deny(code, signedIn) ? new ModelAndView("deviceauthorization/denied") : nobodyWaits();
    }

    private ModelAndView whereOneWaits(String code, BiFunction<Device, SignedIn, ModelAndView> answer) {
        var found = waiting.find(code);
        if (found.isEmpty()) {
            return nobodyWaits();
        }
        var device = found.get();
        return switch (dispatcher.next(demand(device), BrowserSessions.current())) {
            case Step.Done(var signedIn) -> answer.apply(device, signedIn);
            case Step.Agree(var signedIn) -> answer.apply(device, signedIn);
            case Step.Authenticate() -> onTheWay(device, "/login", null);
            case Step.WrongAccount() -> onTheWay(device, "/login", null);
            case Step.ProveMore(var wanted) -> onTheWay(device, "/login/factor", wanted);
            case Step.Enrol(var wanted) -> onTheWay(device, "/login/enrol", wanted);
            case Step.Act(var step) -> onTheWay(device, step, null);
        };
    }

    /** The client's own rules hold for devices too: how strong a sign-in has to be. */
    private SignInDemand demand(Device device) {
        return new SignInDemand(
                device.client(),
                device.request().scopes(),
                false,
                false,
                null,
                null,
                Assurance.ONE_FACTOR,
                clock.instant());
    }

    private ModelAndView onTheWay(Device device, String step, @Nullable Assurance wanted) {
        var journey = journeys.begin(Errand.toPage(ClientEndpoints.DEVICE_PAGE + "/" + device.code(), clock.instant()));
        return Redirects.to(wanted == null ? journey.to(step) : journey.to(step, "acr=" + wanted.acr()));
    }

    private static ModelAndView nobodyWaits() {
        return new ModelAndView("deviceauthorization/unusable", HttpStatus.GONE);
    }
}
