package dev.signet.idp.federation;

import dev.signet.idp.client.FieldProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A provider as administrators see it, without its secret.
 *
 * @param kind a preset, {@code openid} or {@code oauth2}
 * @param source {@code file} or {@code console}
 * @param version counts the changes
 * @param fields as the configuration file writes them
 * @param callback the redirect URI to register there
 * @param isDown whether it did not answer this node a moment ago
 * @param warnings what works, and is doubtful
 */
public record RegisteredProvider(
        String id,
        String name,
        String kind,
        boolean isEnabled,
        String source,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Map<String, Object> fields,
        String callback,
        boolean isDown,
        List<FieldProblem> warnings) {}
