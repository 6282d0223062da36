package dev.signet.idp.adminui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A directory in memory, three clients to a page. */
class FakeClientDirectory implements ClientDirectory {

    static final int PAGE_SIZE = 3;

    final List<ClientSummary> clients = new ArrayList<>();

    @Override
    public Page list(String search, @Nullable String after) {
        var matches = clients.stream()
                .filter(it -> after == null || it.clientId().compareTo(after) > 0)
                .filter(it -> contains(it.clientId(), search) || contains(it.name(), search))
                .toList();
        if (matches.size() <= PAGE_SIZE) {
            return new Page(matches, null);
        }
        var page = matches.subList(0, PAGE_SIZE);
        return new Page(page, page.getLast().clientId());
    }

    @Override
    public Path declarationsFile() {
        return Path.of("config/clients.yaml");
    }

    private static boolean contains(String text, String search) {
        return text.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }
}
