package dev.signet.idp.adminui;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;

/** The way into the console: the first page that is open to the viewer. */
@AdminController
class ConsoleController {

    private static final Map<String, String> PAGES = pages();

    private final Viewer viewer;

    ConsoleController(Viewer viewer) {
        this.viewer = viewer;
    }

    @GetMapping("/admin")
    String start() {
        var permissions = viewer.permissions();
        return PAGES.entrySet().stream()
                .filter(it -> permissions.contains(it.getKey()))
                .findFirst()
                .map(it -> "redirect:" + it.getValue())
                .orElseThrow(NotThere::exception);
    }

    /** In the order of the rail. */
    private static Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        pages.put("clients:read", "/admin/clients");
        pages.put("providers:read", "/admin/providers");
        pages.put("users:read", "/admin/people");
        pages.put("sessions:read", "/admin/sessions");
        pages.put("roles:read", "/admin/roles");
        pages.put("keys:read", "/admin/keys");
        pages.put("audit:read", "/admin/audit");
        return pages;
    }
}
