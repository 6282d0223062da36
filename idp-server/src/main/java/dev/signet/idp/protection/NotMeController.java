package dev.signet.idp.protection;

import dev.signet.idp.link.Links;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind "This was not me". Nobody needs to be signed in; the link is the proof. */
@Controller
@RequestMapping(NotMeLinks.PURPOSE)
class NotMeController {

    private final NotMe notMe;

    NotMeController(NotMe notMe) {
        this.notMe = notMe;
    }

    /** Says what the button does. Mail scanners open every link, so looking does nothing. */
    @GetMapping
    String show(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        var mailbox = notMe.mailbox(token);
        if (mailbox.isEmpty()) {
            return unusable(response);
        }
        model.addAttribute("token", token);
        model.addAttribute("email", mailbox.get().value());
        return "protection/not-me";
    }

    @PostMapping
    String use(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        return switch (notMe.use(token)) {
            case NotMe.Outcome.LockedDown(var mailbox, var isAddressRestored, var report) -> {
                model.addAttribute("email", mailbox.value());
                model.addAttribute("isAddressRestored", isAddressRestored);
                model.addAttribute("report", report);
                model.addAttribute("shownOnce", true); // in another language it would be the page of a used link
                yield "protection/locked-down";
            }
            case NotMe.Outcome.LinkUnusable _ -> unusable(response);
        };
    }

    private static String unusable(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return Links.UNUSABLE;
    }
}
