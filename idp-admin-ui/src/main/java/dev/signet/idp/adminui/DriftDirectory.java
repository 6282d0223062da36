package dev.signet.idp.adminui;

import dev.signet.idp.adminui.AuditDirectory.Who;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How clients and scopes differ from the file that declares them. Implemented by the server, which refuses whoever lacks the
 * permission.
 */
public interface DriftDirectory {

    Drift drift();

    /**
     * What applying the file would do.
     *
     * @param problems what is wrong with the file, by line; nothing is known then
     */
    record Drift(Path file, boolean isThere, List<String> problems, List<Item> items) {}

    /**
     * A client or a scope that is not as the file says.
     *
     * @param page leads to it; null if it is not there
     * @param differences each in words: the field, what is stored, and what the file says
     * @param last the last change that somebody made past the file; null if nobody did, or the viewer may not know
     */
    record Item(
            String kind,
            String name,
            @Nullable String page,
            List<String> differences,
            @Nullable Change last) {}

    /** @param event leads to the event of the audit trail */
    record Change(Instant at, @Nullable Who by, String event) {}
}
