package dev.signet.idp.recoverycode;

import dev.signet.idp.login.Enrolments;
import dev.signet.idp.login.FreshProof;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.web.Redirects;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Makes a new set of codes for somebody who asks for it, and a file of those that a page showed. */
@Controller
@RequestMapping(RecoveryCodesController.PATH)
class RecoveryCodesController {

    static final String PATH = "/account/authenticators/recovery-codes";

    private static final String NEW = PATH + "/new";

    private final RecoveryCodes codes;
    private final FreshCodes fresh;
    private final MessageSource messages;

    RecoveryCodesController(RecoveryCodes codes, FreshCodes fresh, MessageSource messages) {
        this.codes = codes;
        this.fresh = fresh;
        this.messages = messages;
    }

    @GetMapping("/new")
    @FreshProof(page = NEW)
    ModelAndView confirm(SignedIn signedIn) {
        return new ModelAndView("recoverycode/new").addObject("left", codes.left(signedIn.account()));
    }

    @PostMapping("/new")
    @FreshProof(page = NEW)
    ModelAndView replace(SignedIn signedIn) {
        var account = signedIn.account();
        var made = codes.replace(account);
        return made.isEmpty() ? Redirects.to(Enrolments.LIST) : fresh.page(account, made, Enrolments.LIST);
    }

    /** A text file; only whoever saw the page has what it takes to ask for it. */
    @PostMapping("/download")
    ResponseEntity<?> download(SignedIn signedIn, @RequestParam(defaultValue = "") String codes, Locale language) {
        var account = signedIn.account();
        var lines = fresh.open(account, codes);
        if (lines.isEmpty()) {
            return ResponseEntity.badRequest().build();
        }
        var head = messages.getMessage(
                "recovery.file", new Object[] {fresh.site() + " (" + fresh.emailOf(account) + ")"}, language);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .headers(it -> it.setContentDisposition(ContentDisposition.attachment()
                        .filename(fresh.site() + "-recovery-codes.txt")
                        .build()))
                .body(head + "\n\n" + lines.get() + "\n");
    }
}
