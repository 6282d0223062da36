package dev.signet.idp.passkey;

import dev.signet.idp.login.Enrolments;
import dev.signet.idp.login.FreshProof;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.Standing;
import dev.signet.idp.login.StepPages;
import dev.signet.idp.passkey.PasskeyEnrolment.Outcome;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** The page on which somebody enrols a passkey or a security key. */
@Controller
@FreshProof(page = Enrolments.LIST)
@RequestMapping(Enrolments.LIST + "/{segment:passkey|security-key}")
class PasskeyEnrolmentController {

    private final PasskeyEnrolment enrolment;
    private final Accounts accounts;
    private final Journeys journeys;
    private final Enrolments enrolments;
    private final StepPages pages;

    PasskeyEnrolmentController(
            PasskeyEnrolment enrolment, Accounts accounts, Journeys journeys, Enrolments enrolments, StepPages pages) {
        this.enrolment = enrolment;
        this.accounts = accounts;
        this.journeys = journeys;
        this.enrolments = enrolments;
        this.pages = pages;
    }

    @GetMapping("/new")
    ModelAndView show(
            @PathVariable String segment,
            @RequestParam(required = false) @Nullable String ticket,
            SignedIn signedIn,
            HttpServletRequest request) {
        return page(KeyKind.of(segment), "", journeys.of(ticket), null, signedIn, request);
    }

    @GetMapping(path = "/options", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    CeremonyOptions<CeremonyOptions.Creation> options(@PathVariable String segment, SignedIn signedIn) {
        return enrolment.options(accounts.find(signedIn.account()).orElseThrow(), KeyKind.of(segment));
    }

    @PostMapping("/new")
    ModelAndView enrol(
            @PathVariable String segment,
            PasskeyForm form,
            SignedIn signedIn,
            HttpServletRequest request,
            HttpServletResponse response) {
        var kind = KeyKind.of(segment);
        var journey = journeys.of(form.ticket());
        var account = signedIn.account();
        return switch (enrolment.enrol(account, kind, form.ceremony(), form.credential(), form.name())) {
            case Outcome.Enrolled(var method) -> enrolments.finish(account, method, journey, request, response);
            case Outcome.Refused() -> page(kind, form.name(), journey, "passkey.new.refused", signedIn, request);
            case Outcome.NotDeviceBound() ->
                page(kind, form.name(), journey, "passkey.new.notDeviceBound", signedIn, request);
            case Outcome.TooMany() -> page(kind, form.name(), journey, "passkey.new.tooMany", signedIn, request);
        };
    }

    private ModelAndView page(
            KeyKind kind,
            String name,
            Journey journey,
            @Nullable String problem,
            SignedIn signedIn,
            HttpServletRequest request) {
        var standing = new Standing(signedIn.account(), signedIn.factors(), true);
        return pages.page("passkey/new", standing, journey, request)
                .addObject("kind", kind.segment())
                .addObject("name", name)
                .addObject("problem", problem);
    }
}
