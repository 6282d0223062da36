package dev.signet.idp.account;

import dev.signet.idp.account.AuthenticatorRemoval.Effect;
import dev.signet.idp.authenticator.Authenticator;
import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.AuthenticatorNotes;
import dev.signet.idp.authenticator.AuthenticatorNotes.Note;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.login.Enrolments;
import dev.signet.idp.login.FreshProof;
import dev.signet.idp.login.SecondFactors;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.recoverycode.RecoveryCodes;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.web.Redirects;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The authenticators of the person who is signed in, whatever their kind. Somebody else's is not there, and looks like one
 * that never was.
 */
@Controller
@RequestMapping(Enrolments.LIST)
class AuthenticatorsController {

    private final Authenticators authenticators;
    private final AuthenticatorRemoval removal;
    private final SecondFactors secondFactors;
    private final RecoveryCodes recoveryCodes;
    private final Passwords passwords;
    private final List<AuthenticatorNotes> notes;

    AuthenticatorsController(
            Authenticators authenticators,
            AuthenticatorRemoval removal,
            SecondFactors secondFactors,
            RecoveryCodes recoveryCodes,
            Passwords passwords,
            List<AuthenticatorNotes> notes) {
        this.authenticators = authenticators;
        this.removal = removal;
        this.secondFactors = secondFactors;
        this.recoveryCodes = recoveryCodes;
        this.passwords = passwords;
        this.notes = notes;
    }

    /**
     * One of them on a page.
     *
     * @param kind the key of a message
     */
    record AuthenticatorView(
            String id,
            String name,
            String kind,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            List<Note> notes) {

        static AuthenticatorView of(Authenticator it, List<Note> notes) {
            return new AuthenticatorView(
                    it.id().toString(),
                    it.name(),
                    "authenticators.kind." + it.kind().code(),
                    it.createdAt(),
                    it.lastUsedAt(),
                    notes);
        }
    }

    /** @param few with so many left or fewer, new ones are due */
    record RecoveryCodesView(int left, int few, Instant createdAt) {}

    @GetMapping
    ModelAndView list(SignedIn signedIn, @RequestParam(required = false) @Nullable String done) {
        var all = authenticators.list(signedIn.account());
        var notes = notesAbout(signedIn.account());
        return new ModelAndView("account/authenticators")
                .addObject("done", AccountNotices.of(done))
                .addObject(
                        "authenticators",
                        all.stream()
                                .filter(it -> it.kind() != Kind.RECOVERY_CODES)
                                .map(it -> AuthenticatorView.of(it, notes.getOrDefault(it.id(), List.of())))
                                .toList())
                .addObject(
                        "passwordChangedAt",
                        passwords.changedAt(signedIn.account()).orElse(null))
                .addObject("enrolments", secondFactors.enrolments())
                .addObject("recoveryCodes", recoveryCodes(signedIn.account(), all));
    }

    @GetMapping("/{id}")
    @FreshProof(page = Enrolments.LIST)
    ModelAndView show(SignedIn signedIn, @PathVariable String id) {
        return page("account/authenticator", find(signedIn.account(), id));
    }

    @PostMapping("/{id}")
    @FreshProof(page = Enrolments.LIST)
    ModelAndView rename(SignedIn signedIn, @PathVariable String id, @RequestParam(defaultValue = "") String name) {
        var authenticator = find(signedIn.account(), id);
        authenticators.rename(signedIn.account(), authenticator.id(), name);
        return Redirects.to(Enrolments.LIST + "?done=renamed");
    }

    @GetMapping("/{id}/remove")
    @FreshProof(page = Enrolments.LIST)
    ModelAndView confirmRemoval(SignedIn signedIn, @PathVariable String id) {
        var authenticator = find(signedIn.account(), id);
        return removalPage(authenticator, removal.effectOf(signedIn.account(), authenticator));
    }

    @PostMapping("/{id}/remove")
    @FreshProof(page = Enrolments.LIST)
    ModelAndView remove(SignedIn signedIn, @PathVariable String id) {
        var authenticator = find(signedIn.account(), id);
        var effect = removal.effectOf(signedIn.account(), authenticator);
        if (effect == Effect.REFUSED) {
            return removalPage(authenticator, effect);
        }
        removal.remove(signedIn.account(), authenticator.id());
        return Redirects.to(Enrolments.LIST + "?done=removed");
    }

    /** What the modules of all kinds have to say. */
    private Map<UUID, List<Note>> notesAbout(AccountId account) {
        return notes.stream()
                .flatMap(it -> it.about(account).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Recovery codes have pages of their own. */
    private Authenticator find(AccountId account, String id) {
        return authenticators
                .find(account, PathIds.parse(id))
                .filter(it -> it.kind() != Kind.RECOVERY_CODES)
                .orElseThrow(PathIds::notThere);
    }

    private static ModelAndView page(String view, Authenticator authenticator) {
        return new ModelAndView(view).addObject("authenticator", AuthenticatorView.of(authenticator, List.of()));
    }

    private static ModelAndView removalPage(Authenticator authenticator, Effect effect) {
        return page("account/authenticator-removal", authenticator).addObject("effect", effect.name());
    }

    private @Nullable RecoveryCodesView recoveryCodes(AccountId account, List<Authenticator> all) {
        return all.stream()
                .filter(it -> it.kind() == Kind.RECOVERY_CODES)
                .findFirst()
                .map(it -> new RecoveryCodesView(recoveryCodes.left(account), RecoveryCodes.FEW, it.createdAt()))
                .orElse(null);
    }
}
