package dev.signet.idp.account;

import dev.signet.idp.device.Device;
import dev.signet.idp.device.Devices;
import dev.signet.idp.device.UserAgents;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.OpenSession;
import dev.signet.idp.session.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where a person is signed in, and with which browsers they have been. */
@Controller
@RequestMapping("/account/sessions")
class SessionsController {

    private static final String BY_OWNER = "ended by its owner";

    private final BrowserSessions sessions;
    private final Devices devices;
    private final UserAgents userAgents;
    private final Clock clock;

    SessionsController(BrowserSessions sessions, Devices devices, UserAgents userAgents, Clock clock) {
        this.sessions = sessions;
        this.devices = devices;
        this.userAgents = userAgents;
        this.clock = clock;
    }

    /** One line of the sessions. */
    record SessionView(
            UUID sid, String browser, @Nullable String address, Instant startedAt, Instant lastSeen, boolean current) {}

    /** One line of the browsers. */
    record DeviceView(UUID id, String browser, Instant lastSeen, boolean remembered, boolean current) {}

    @GetMapping
    String list(
            SignedIn signedIn,
            @RequestParam(required = false) @Nullable String done,
            Model model,
            HttpServletRequest request) {
        var here = devices.find(signedIn.account(), request).map(Device::id);
        model.addAttribute("done", AccountNotices.of(done));
        model.addAttribute(
                "sessions",
                sessions.list(signedIn.account()).stream()
                        .map(it -> view(it, signedIn))
                        .toList());
        model.addAttribute(
                "devices",
                devices.list(signedIn.account()).stream()
                        .map(it -> new DeviceView(
                                it.id(),
                                it.label(),
                                it.lastSeen(),
                                it.rememberedUntil() != null && clock.instant().isBefore(it.rememberedUntil()),
                                here.filter(it.id()::equals).isPresent()))
                        .toList());
        return "account/sessions";
    }

    @PostMapping("/{sid}/end")
    String end(SignedIn signedIn, @PathVariable UUID sid, HttpServletRequest request) {
        if (sid.equals(signedIn.sid())) {
            sessions.signOut(request);
            return "redirect:/login";
        }
        found(sessions.end(signedIn.account(), sid, BY_OWNER));
        return "redirect:/account/sessions?done=session-ended";
    }

    @PostMapping("/end-others")
    String endOthers(SignedIn signedIn) {
        sessions.endOthers(signedIn.account(), signedIn.sid(), BY_OWNER);
        return "redirect:/account/sessions?done=others-ended";
    }

    @PostMapping("/devices/{id}/forget")
    String forget(SignedIn signedIn, @PathVariable UUID id) {
        found(devices.forget(signedIn.account(), id));
        return "redirect:/account/sessions?done=device-forgotten";
    }

    private SessionView view(OpenSession session, SignedIn signedIn) {
        return new SessionView(
                session.sid(),
                userAgents.label(session.userAgent()),
                session.address(),
                session.startedAt(),
                session.lastSeen(),
                session.sid().equals(signedIn.sid()));
    }

    /** Not yours and not there are the same. */
    private static void found(boolean found) {
        if (!found) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
