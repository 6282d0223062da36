package dev.signet.idp.account;

import dev.signet.idp.device.BrowserWords;
import dev.signet.idp.device.Device;
import dev.signet.idp.device.Devices;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.OpenSession;
import dev.signet.idp.session.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a person is signed in, and with which browsers they have been. */
@Controller
@RequestMapping("/account/sessions")
class SessionsController {

    private static final String BY_OWNER = "ended by its owner";

    private final BrowserSessions sessions;
    private final Devices devices;
    private final BrowserWords browserWords;
    private final Clock clock;

    SessionsController(BrowserSessions sessions, Devices devices, BrowserWords browserWords, Clock clock) {
        this.sessions = sessions;
        this.devices = devices;
        this.browserWords = browserWords;
        this.clock = clock;
    }

    /**
     * One line of the sessions.
     *
     * @param methods what was proved, as keys of messages
     */
    record SessionView(
            UUID sid,
            String browser,
            @Nullable String address,
            List<String> methods,
            Instant startedAt,
            Instant lastSeen,
            boolean current) {}

    /**
     * One line of the browsers.
     *
     * @param rememberedUntil until when it is not asked for a second factor; null if it is asked
     */
    record DeviceView(
            UUID id,
            String browser,
            @Nullable String address,
            Instant lastSeen,
            @Nullable Instant rememberedUntil,
            boolean current) {}

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
                        .map(it -> view(it, here))
                        .toList());
        return "account/sessions";
    }

    @PostMapping("/{sid}/end")
    String end(SignedIn signedIn, @PathVariable String sid, HttpServletRequest request) {
        if (PathIds.parse(sid).equals(signedIn.sid())) {
            sessions.signOut(request);
            return "redirect:/login";
        }
        PathIds.change(sid, it -> sessions.end(signedIn.account(), it, BY_OWNER));
        return "redirect:/account/sessions?done=session-ended";
    }

    @PostMapping("/end-others")
    String endOthers(SignedIn signedIn) {
        sessions.endOthers(signedIn.account(), signedIn.sid(), BY_OWNER);
        return "redirect:/account/sessions?done=others-ended";
    }

    @PostMapping("/devices/{id}/forget")
    String forget(SignedIn signedIn, @PathVariable String id) {
        PathIds.change(id, it -> devices.forget(signedIn.account(), it));
        return "redirect:/account/sessions?done=device-forgotten";
    }

    private SessionView view(OpenSession session, SignedIn signedIn) {
        return new SessionView(
                session.sid(),
                browserWords.of(session.userAgent(), LocaleContextHolder.getLocale()),
                session.address(),
                MethodWords.of(session.methods()),
                session.startedAt(),
                session.lastSeen(),
                session.sid().equals(signedIn.sid()));
    }

    private DeviceView view(Device device, Optional<UUID> here) {
        var until = device.rememberedUntil();
        return new DeviceView(
                device.id(),
                browserWords.of(device.userAgent(), LocaleContextHolder.getLocale()),
                device.lastAddress(),
                device.lastSeen(),
                until != null && clock.instant().isBefore(until) ? until : null,
                here.filter(device.id()::equals).isPresent());
    }
}
