package dev.signet.idp.federation;

import dev.signet.idp.federation.FederationPages.Refusal;
import dev.signet.idp.link.Links;
import dev.signet.idp.link.MailedLink;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.web.Redirects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page behind the link of {@link ProofMails}: what will be linked with what, and what goes. */
@Controller
@RequestMapping(ProofMails.PURPOSE)
class ProofMailController {

    private final ProofMails mails;
    private final Arrival arrival;
    private final Return.Entry entry;
    private final Accounts accounts;
    private final Journeys journeys;
    private final FederationPages pages;

    ProofMailController(
            ProofMails mails,
            Arrival arrival,
            Return.Entry entry,
            Accounts accounts,
            Journeys journeys,
            FederationPages pages) {
        this.mails = mails;
        this.arrival = arrival;
        this.entry = entry;
        this.accounts = accounts;
        this.journeys = journeys;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView show(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        var link = mails.find(token);
        if (link.isEmpty()) {
            return unusable(response);
        }
        var identity = mails.identity(link.get());
        if (!mails.isSameBrowser(link.get(), request)) {
            return pages.refused(otherBrowser(link.get(), identity), journeys.of(null), response);
        }
        FederationPages.leadOn(journeys.of(mails.ticket(link.get()).orElse(null)), request);
        return new ModelAndView("federation/mail")
                .addObject("token", token)
                .addObject("provider", pages.nameOf(identity.provider()))
                .addObject("label", identity.label())
                .addObject("email", link.get().address().value())
                .addObject("effect", effect(link.get()));
    }

    @PostMapping
    ModelAndView link(
            @RequestParam(defaultValue = "") String token,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var link = mails.find(token);
        if (link.isEmpty()) {
            return unusable(response);
        }
        var identity = mails.identity(link.get());
        if (!mails.isSameBrowser(link.get(), request)) {
            return pages.refused(otherBrowser(link.get(), identity), journeys.of(null), response);
        }
        if (mails.use(token).isEmpty()) {
            return unusable(response);
        }
        var arrived = arrival.mailboxProved(identity, link.get().address(), language);
        var ticket = mails.ticket(link.get()).orElse(null);
        return switch (entry.after(arrived, identity, ticket, request, response)) {
            case Return.Outcome.GoOn(var address) -> Redirects.to(address);
            case Return.Outcome.Refused refused -> pages.refused(refused.refusal(), journeys.of(ticket), response);
        };
    }

    /** What pressing the button does: {@code create}, {@code reclaim} or {@code link}. */
    private String effect(MailedLink link) {
        return account(link).map(it -> it.emailVerified() ? "link" : "reclaim").orElse("create");
    }

    private Optional<Account> account(MailedLink link) {
        return accounts.findByEmail(link.address().value());
    }

    private Refusal otherBrowser(MailedLink link, UpstreamIdentity identity) {
        return new Refusal(identity.provider(), Cause.OTHER_BROWSER, null, link.account());
    }

    private static ModelAndView unusable(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return new ModelAndView(Links.UNUSABLE);
    }
}
