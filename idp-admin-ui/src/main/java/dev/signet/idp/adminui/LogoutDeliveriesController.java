package dev.signet.idp.adminui;

import dev.signet.idp.adminui.LogoutDeliveryDirectory.Filter;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which applications heard that sessions ended. */
@AdminController
class LogoutDeliveriesController {

    private final LogoutDeliveryDirectory deliveries;

    LogoutDeliveriesController(LogoutDeliveryDirectory deliveries) {
        this.deliveries = deliveries;
    }

    @GetMapping("/admin/sessions/told")
    String list(
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String client,
            Model model) {
        var filter = new Filter(person.strip(), client.strip());
        model.addAttribute("filter", filter);
        model.addAttribute("notices", deliveries.list(filter));
        return "admin/sessions-told";
    }
}
