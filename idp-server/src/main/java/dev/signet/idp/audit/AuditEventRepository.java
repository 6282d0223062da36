package dev.signet.idp.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AuditEventRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditEventRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(AuditEvent event, @Nullable RequestOrigin origin, Instant now) {
        jdbc.sql("""
                INSERT INTO audit_event (
                    id, occurred_at, action, outcome, actor_id, subject_id, client_id, address, request_id, details)
                VALUES (
                    :id, :now, :action, :outcome, :actor, :subject, :client, CAST(:address AS inet), :request,
                    CAST(:details AS jsonb))
                """)
                .param("id", UUID.randomUUID())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("action", event.action())
                .param("outcome", event.outcome().name().toLowerCase(Locale.ROOT))
                .param("actor", Acting.actorOf(event))
                .param("subject", event.subject())
                .param("client", event.clientId())
                .param("address", origin == null ? null : origin.address())
                .param("request", origin == null ? null : origin.requestId())
                .param("details", json.writeValueAsString(event.details()))
                .update();
    }

    /** Many events with one statement, for what is done by the thousand. */
    void insertAll(List<? extends AuditEvent> events, @Nullable RequestOrigin origin, Instant now) {
        jdbc.sql("""
                INSERT INTO audit_event (
                    id, occurred_at, action, outcome, actor_id, subject_id, client_id, address, request_id, details)
                SELECT gen_random_uuid(), :now, action, outcome, actor, subject, client, CAST(:address AS inet), :request,
                       details
                  FROM jsonb_to_recordset(CAST(:events AS jsonb)) AS event (
                       action text, outcome text, actor uuid, subject uuid, client text, details jsonb)
                """)
                .param(
                        "events",
                        json.writeValueAsString(events.stream().map(Row::of).toList()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("address", origin == null ? null : origin.address())
                .param("request", origin == null ? null : origin.requestId())
                .update();
    }

    /** The newest first, from just before {@code before}; see {@link Activity#of}. */
    List<Activity.Entry> list(UUID subject, Activity.@Nullable Position before, int limit) {
        return jdbc.sql("""
                SELECT id, occurred_at, action, outcome, client_id, host(address) AS address
                  FROM audit_event
                 WHERE subject_id = :subject
                   AND (CAST(:at AS timestamptz) IS NULL OR (occurred_at, id) < (:at, CAST(:id AS uuid)))
                 ORDER BY occurred_at DESC, id DESC
                 LIMIT :limit
                """)
                .param("subject", subject)
                .param("at", before == null ? null : before.at().atOffset(ZoneOffset.UTC))
                .param("id", before == null ? null : before.id())
                .param("limit", limit)
                .query((row, _) -> new Activity.Entry(
                        row.getObject("id", UUID.class),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getString("action"),
                        row.getString("outcome").equals("refused"),
                        row.getString("client_id"),
                        row.getString("address")))
                .list();
    }

    private record Row(
            String action,
            String outcome,
            @Nullable UUID actor,
            @Nullable UUID subject,
            @Nullable String client,
            Map<String, String> details) {

        static Row of(AuditEvent event) {
            return new Row(
                    event.action(),
                    event.outcome().name().toLowerCase(Locale.ROOT),
                    Acting.actorOf(event),
                    event.subject(),
                    event.clientId(),
                    event.details());
        }
    }
}
