package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ApprovalDirectory.Request;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits for a second administrator. */
@AdminController
@RequestMapping("/admin/approvals")
class ApprovalsController {

    private final ApprovalDirectory approvals;

    ApprovalsController(ApprovalDirectory approvals) {
        this.approvals = approvals;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("requests", approvals.list());
        model.addAttribute("done", Notices.of(done));
        return "admin/approvals";
    }

    /** Says what will happen, at the address that the button posts to. */
    @GetMapping("/{id}/{decision:grant|decline}")
    String confirm(@PathVariable UUID id, @PathVariable String decision, Model model) {
        model.addAttribute("approval", NotThere.unless(approvals.find(id).filter(it -> isOpenTo(it, decision))));
        model.addAttribute("decision", decision);
        return "admin/approval-confirm";
    }

    @PostMapping("/{id}/{decision:grant|decline}")
    String decide(@PathVariable UUID id, @PathVariable String decision) {
        var isDone = decision.equals("grant") ? approvals.grant(id) : approvals.decline(id);
        return "redirect:/admin/approvals?done=" + (isDone ? "approval-" + decision : "unchanged");
    }

    private static boolean isOpenTo(Request request, String decision) {
        return request.isDecidable() || (request.isOwn() && decision.equals("decline"));
    }
}
