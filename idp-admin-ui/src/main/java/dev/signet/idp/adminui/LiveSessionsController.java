package dev.signet.idp.adminui;

import dev.signet.idp.adminui.SessionDirectory.Filter;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is signed in at the moment, and how to end that. */
@AdminController
@RequestMapping("/admin/sessions")
class LiveSessionsController {

    private final SessionDirectory sessions;

    LiveSessionsController(SessionDirectory sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String address,
            @RequestParam(defaultValue = "") String client,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(defaultValue = "0") long touched,
            Model model) {
        var filter = new Filter(person.strip(), address.strip(), client.strip());
        var page = sessions.list(filter, after);
        model.addAttribute("filter", filter);
        model.addAttribute("sessions", page.sessions());
        model.addAttribute("next", page.next());
        model.addAttribute("after", after);
        model.addAttribute("done", Notices.of(done));
        model.addAttribute("touched", touched);
        return "admin/sessions";
    }

    @GetMapping("/end")
    String confirm(@RequestParam(defaultValue = "") Set<UUID> sid, Model model) {
        model.addAttribute("sessions", sessions.endable(bounded(sid)));
        return "admin/sessions-confirm";
    }

    @PostMapping("/end")
    String end(@RequestParam(defaultValue = "") Set<UUID> sid) {
        var ended = sessions.end(bounded(sid));
        return "redirect:/admin/sessions?done=" + (ended == 0 ? "unchanged" : "sessions&touched=" + ended);
    }

    private static Set<UUID> bounded(Set<UUID> sids) {
        if (sids.size() > SessionDirectory.MOST_AT_ONCE) {
            throw NotThere.exception(); // no page of ours offers more
        }
        return sids;
    }
}
