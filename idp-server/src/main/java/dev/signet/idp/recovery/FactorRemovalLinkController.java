package dev.signet.idp.recovery;

import dev.signet.idp.link.Links;
import dev.signet.idp.user.Account;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages behind the links that begin a removal of second factors and cancel it: one button each, no sign-in. */
@Controller
@RequestMapping({FactorRemovalMails.CONFIRM, CancelLinks.PATH})
class FactorRemovalLinkController {

    private final FactorRemovalLinks links;
    private final FactorRemovalRequests requests;

    FactorRemovalLinkController(FactorRemovalLinks links, FactorRemovalRequests requests) {
        this.links = links;
        this.requests = requests;
    }

    @GetMapping
    String show(
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var owner = owner(request, token);
        if (owner.isEmpty()) {
            return unusable(response);
        }
        model.addAttribute("token", token);
        model.addAttribute("email", owner.get().email().value());
        return page("recovery/factors-link", model, request);
    }

    @PostMapping
    String use(
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var done = isCancellation(request) ? links.cancel(token) : links.confirm(token);
        return done ? page("recovery/factors-done", model, request) : unusable(response);
    }

    private Optional<Account> owner(HttpServletRequest request, String token) {
        return isCancellation(request)
                ? links.ownerOfCancellation(token)
                : links.owner(FactorRemovalMails.CONFIRM, token);
    }

    private String page(String view, Model model, HttpServletRequest request) {
        model.addAttribute("action", isCancellation(request) ? "cancel" : "confirm");
        model.addAttribute("delay", requests.delay());
        return view;
    }

    private static boolean isCancellation(HttpServletRequest request) {
        return request.getRequestURI().equals(CancelLinks.PATH);
    }

    private static String unusable(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return Links.UNUSABLE;
    }
}
