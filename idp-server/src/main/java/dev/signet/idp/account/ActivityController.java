package dev.signet.idp.account;

import dev.signet.idp.audit.Activity;
import dev.signet.idp.audit.Activity.Position;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.session.SignedIn;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened to an account, in the words of its owner. */
@Controller
class ActivityController {

    private static final int PAGE = 25;

    private final Activity activity;
    private final Clients clients;
    private final MessageSource messages;

    ActivityController(Activity activity, Clients clients, MessageSource messages) {
        this.activity = activity;
        this.clients = clients;
        this.messages = messages;
    }

    /** One line of the page. */
    record EntryView(
            String text,
            Instant at,
            boolean refused,
            @Nullable String application,
            @Nullable String address) {}

    @GetMapping("/account/activity")
    String list(SignedIn signedIn, @RequestParam(required = false) @Nullable String before, Model model) {
        var entries = activity.of(signedIn.account().value(), position(before).orElse(null), PAGE + 1);
        var shown = entries.size() > PAGE ? entries.subList(0, PAGE) : entries;
        model.addAttribute("entries", shown.stream().map(this::view).toList());
        model.addAttribute("isFirstPage", before == null);
        model.addAttribute(
                "next",
                entries.size() > PAGE
                        ? shown.getLast().at() + "_" + shown.getLast().id()
                        : null);
        return "account/activity";
    }

    private EntryView view(Activity.Entry entry) {
        var text = messages.getMessage(
                "activity." + entry.action(), null, entry.action(), LocaleContextHolder.getLocale());
        var application = Optional.ofNullable(entry.clientId())
                .map(it -> clients.find(it).map(Client::name).orElse(it));
        return new EntryView(
                Optional.ofNullable(text).orElse(entry.action()),
                entry.at(),
                entry.refused(),
                application.orElse(null),
                entry.address());
    }

    /** A position that cannot be read is the beginning. */
    private static Optional<Position> position(@Nullable String before) {
        var parts = before == null ? new String[0] : before.split("_", 2);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Position(Instant.parse(parts[0]), UUID.fromString(parts[1])));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
