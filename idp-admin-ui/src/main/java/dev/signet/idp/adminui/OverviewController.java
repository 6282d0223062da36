package dev.signet.idp.adminui;

import dev.signet.idp.adminui.OverviewDirectory.Figures;
import dev.signet.idp.adminui.OverviewDirectory.Share;
import dev.signet.idp.adminui.OverviewDirectory.Slot;
import dev.signet.idp.adminui.OverviewDirectory.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page of the console: what happens, and what somebody should look at. */
@AdminController
class OverviewController {

    private final OverviewDirectory overview;

    OverviewController(OverviewDirectory overview) {
        this.overview = overview;
    }

    /** A part of a whole, in per cent, with the width of its bar. */
    record Part(String name, long count, int percent) {}

    @GetMapping("/admin")
    String show(@RequestParam(defaultValue = "") String span, Model model) {
        var chosen = span(span);
        model.addAttribute("span", chosen);
        model.addAttribute("spans", Span.values());
        model.addAttribute("concerns", overview.concerns());
        model.addAttribute("steps", overview.firstSteps());
        overview.figures(chosen).ifPresent(it -> add(it, model));
        return "admin/overview";
    }

    private static void add(Figures figures, Model model) {
        model.addAttribute("figures", figures);
        model.addAttribute(
                "charts",
                List.of(
                        BarChart.of("sign-ins", figures.slots(), Slot::signIns),
                        BarChart.of("refusals", figures.slots(), Slot::refusals),
                        BarChart.of("tokens", figures.slots(), Slot::tokens)));
        model.addAttribute("factors", parts(figures.factors()));
        model.addAttribute("grants", parts(figures.grants()));
    }

    private static List<Part> parts(List<Share> shares) {
        var whole = Math.max(1, shares.stream().mapToLong(Share::count).sum());
        return shares.stream()
                .map(it -> new Part(it.name(), it.count(), (int) Math.round(100.0 * it.count() / whole)))
                .toList();
    }

    /** A text that is none is the shortest. */
    private static Span span(String text) {
        return Arrays.stream(Span.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(Span.DAY);
    }
}
