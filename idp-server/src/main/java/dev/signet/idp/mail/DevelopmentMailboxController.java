package dev.signet.idp.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** The mails of somebody who tries Signet out on their own machine. For everybody else there is no such page. */
@Controller
class DevelopmentMailboxController {

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1", "::1");
    private static final List<String> SIGNS_OF_A_PROXY =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private final DevelopmentMailbox mailbox;

    DevelopmentMailboxController(DevelopmentMailbox mailbox) {
        this.mailbox = mailbox;
    }

    @GetMapping(DevelopmentMailbox.PATH)
    String show(HttpServletRequest request, Model model) {
        if (!mailbox.isOpen() || !isLocal(request)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("mails", mailbox.mails());
        return "mail/mailbox";
    }

    /**
     * From this machine, under a name of this machine, and not through a proxy: a page elsewhere can make a browser
     * call us under its own name (DNS rebinding), and behind a proxy on this machine everybody seems to be here.
     */
    private static boolean isLocal(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    && LOCAL_NAMES.contains(request.getServerName())
                    && SIGNS_OF_A_PROXY.stream().allMatch(it -> request.getHeader(it) == null);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
