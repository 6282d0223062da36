package dev.signet.idp.adminui;

import dev.signet.idp.adminui.ClientDirectory.ClientSummary;
import dev.signet.idp.adminui.ClientDirectory.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of clients and how to speak of it. Nothing is counted but the rows at hand, so the words say no more than they
 * know.
 *
 * @param after where the page starts; null for the first one
 * @param next where the following page starts; null at the end
 */
record ClientList(
        List<ClientSummary> clients,
        String search,
        @Nullable String after,
        @Nullable String next) {

    static ClientList of(Page page, String search, @Nullable String after) {
        return new ClientList(page.clients(), search, after, page.next());
    }

    /** Whether no client is registered at all. */
    public boolean isUnused() {
        return clients.isEmpty() && search.isEmpty() && after == null;
    }

    public boolean isFiltered() {
        return !search.isEmpty();
    }

    /** Where in the whole list this page is; the last part of message keys. */
    public String extent() {
        if (after == null) {
            return next == null ? "all" : "first";
        }
        return next == null ? "last" : "more";
    }
}
