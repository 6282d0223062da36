package dev.signet.idp.email;

import dev.signet.idp.link.Links;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages behind the links about an address: one button each. Nobody needs to be signed in; the link is the proof. */
@Controller
@RequestMapping({EmailLinks.CONFIRM, EmailLinks.VERIFY, EmailLinks.UNDO})
class EmailLinkController {

    private final EmailLinks links;

    EmailLinkController(EmailLinks links) {
        this.links = links;
    }

    @GetMapping
    String show(
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var purpose = request.getRequestURI();
        var address = links.address(purpose, token);
        if (address.isEmpty()) {
            return unusable(response);
        }
        model.addAttribute("action", purpose.substring(purpose.lastIndexOf('/') + 1));
        model.addAttribute("token", token);
        model.addAttribute("email", address.get().value());
        return "email/link";
    }

    @PostMapping
    ModelAndView use(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        return switch (links.use(request.getRequestURI(), token)) {
            case EmailLinks.Outcome.Done _ -> new ModelAndView("email/done");
            case EmailLinks.Outcome.TakenBack(var page) -> Redirects.to(page.getRawPath() + "?" + page.getRawQuery());
            case EmailLinks.Outcome.LinkUnusable _ -> new ModelAndView(unusable(response));
        };
    }

    private static String unusable(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return Links.UNUSABLE;
    }
}
