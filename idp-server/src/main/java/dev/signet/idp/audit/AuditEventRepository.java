package dev.signet.idp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Repository
class AuditEventRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditEventRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The ordinal is the transaction's own, so that rows of transactions that are over are known by it. */
    void insert(AuditRecord event, String mac) {
        jdbc.sql("""
                INSERT INTO audit_event (
                    id, occurred_at, ordinal, action, outcome, actor_id, subject_id, client_id, address, request_id,
                    details, mac)
                VALUES (
                    :id, :at,
                    (SELECT max(base) FROM audit_era) + CAST(CAST(pg_current_xact_id() AS text) AS bigint),
                    :action, :outcome, :actor, :subject, :client, CAST(:address AS inet), :request,
                    CAST(:details AS jsonb), :mac)
                """)
                .param("id", event.id())
                .param("at", utc(event.at()))
                .param("action", event.action())
                .param("outcome", event.outcome())
                .param("actor", event.actor())
                .param("subject", event.subject())
                .param("client", event.clientId())
                .param("address", event.address())
                .param("request", event.requestId())
                .param("details", json.writeValueAsString(event.details()))
                .param("mac", HexFormat.of().parseHex(mac))
                .update();
    }

    /** Many events with one statement, for what is done by the thousand. */
    void insertAll(Map<AuditRecord, String> macs) {
        jdbc.sql("""
                INSERT INTO audit_event (
                    id, occurred_at, ordinal, action, outcome, actor_id, subject_id, client_id, address, request_id,
                    details, mac)
                SELECT id, at, (SELECT max(base) FROM audit_era) + CAST(CAST(pg_current_xact_id() AS text) AS bigint),
                       action, outcome, actor, subject, client, CAST(address AS inet), request, details,
                       decode(mac, 'hex')
                  FROM jsonb_to_recordset(CAST(:events AS jsonb)) AS event (
                       id uuid, at timestamptz, action text, outcome text, actor uuid, subject uuid, client text,
                       address text, request text, details jsonb, mac text)
                """)
                .param(
                        "events",
                        json.writeValueAsString(macs.entrySet().stream()
                                .map(it -> Row.of(it.getKey(), it.getValue()))
                                .toList()))
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
                .param("at", before == null ? null : utc(before.at()))
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

    int count(UUID subject, String action, Instant since, int most) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM (SELECT 1
                          FROM audit_event
                         WHERE subject_id = :subject AND action = :action AND occurred_at >= :since
                         LIMIT :most) AS counted
                """)
                .param("subject", subject)
                .param("action", action)
                .param("since", utc(since))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** See {@link AuditPatterns#spread}. */
    AuditPatterns.Spread spread(String action, @Nullable String address, String detail, Instant since, int most) {
        return jdbc.sql("""
                SELECT count(*) AS events, count(DISTINCT details ->> :detail) AS values,
                       count(DISTINCT address) AS addresses
                  FROM (SELECT details, address
                          FROM audit_event
                         WHERE action = :action AND occurred_at >= :since
                           AND (CAST(:address AS inet) IS NULL OR address = CAST(:address AS inet))
                         ORDER BY occurred_at DESC, id DESC
                         LIMIT :most) AS latest
                """)
                .param("action", action)
                .param("address", address)
                .param("detail", detail)
                .param("since", utc(since))
                .param("most", most)
                .query((row, _) ->
                        new AuditPatterns.Spread(row.getInt("events"), row.getInt("values"), row.getInt("addresses")))
                .single();
    }

    /** See {@link AuditPatterns#sum}. What is no number counts as one. */
    long sum(UUID actor, String action, String detail, Instant since, int most) {
        return jdbc.sql("""
                SELECT coalesce(sum(CASE WHEN value ~ '^[0-9]{1,9}$' THEN CAST(value AS bigint) ELSE 1 END), 0)
                  FROM (SELECT details ->> :detail AS value
                          FROM audit_event
                         WHERE actor_id = :actor AND action = :action AND occurred_at >= :since
                         ORDER BY occurred_at DESC, id DESC
                         LIMIT :most) AS latest
                """)
                .param("actor", actor)
                .param("action", action)
                .param("detail", detail)
                .param("since", utc(since))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /** The newest first, from just before {@code before}. Asks only for what is given, so that an index fits. */
    List<AuditRecord> search(AuditFilter filter, @Nullable Position before, int limit) {
        var conditions = new ArrayList<>(List.of("true"));
        var values = new HashMap<String, Object>();
        filter.conditions(conditions, values);
        if (before != null) {
            conditions.add("(occurred_at, id) < (:beforeAt, :beforeId)");
            values.put("beforeAt", utc(before.at()));
            values.put("beforeId", before.id());
        }
        return jdbc.sql("""
                SELECT id, occurred_at, action, outcome, actor_id, subject_id, client_id, abbrev(address) AS address,
                       request_id, details
                  FROM audit_event
                 WHERE %s
                 ORDER BY occurred_at DESC, id DESC
                 LIMIT :limit
                """.formatted(String.join(" AND ", conditions)))
                .params(values)
                .param("limit", limit)
                .query((row, _) -> event(row))
                .list();
    }

    /** One event. With its time, so that one partition is looked at. */
    Optional<AuditRecord> find(Position position) {
        return jdbc.sql("""
                SELECT id, occurred_at, action, outcome, actor_id, subject_id, client_id, abbrev(address) AS address,
                       request_id, details
                  FROM audit_event
                 WHERE occurred_at = :at AND id = :id
                """)
                .param("at", utc(position.at()))
                .param("id", position.id())
                .query((row, _) -> event(row))
                .optional();
    }

    /** How many events a seal would cover from {@code from} on, with the first and the last ordinal of them. */
    record Stretch(long events, long first, long last) {}

    /** Looks at most {@code limit} events far. */
    Stretch stretch(long from, long until, int limit) {
        return jdbc.sql("""
                SELECT count(*) AS events, coalesce(min(ordinal), 0) AS first, coalesce(max(ordinal), 0) AS last
                  FROM (SELECT ordinal
                          FROM audit_event
                         WHERE ordinal >= :from AND ordinal < :until
                         ORDER BY ordinal
                         LIMIT :limit) AS next
                """)
                .param("from", from)
                .param("until", until)
                .param("limit", limit)
                .query((row, _) -> new Stretch(row.getLong("events"), row.getLong("first"), row.getLong("last")))
                .single();
    }

    /**
     * At most {@code limit} events in the order of sealing. Read page by page, no more than a page is ever sorted or held,
     * however much there is.
     *
     * @param after the id of the last event of the page before, whose ordinal {@code from} is; null for the first page
     */
    List<StoredEvent> page(long from, @Nullable UUID after, long until, int limit) {
        return jdbc.sql("""
                SELECT ordinal, mac, id, occurred_at, action, outcome, actor_id, subject_id, client_id,
                       abbrev(address) AS address, request_id, details
                  FROM audit_event
                 WHERE ordinal >= :from AND ordinal < :until
                   AND (CAST(:after AS uuid) IS NULL OR (ordinal, id) > (:from, CAST(:after AS uuid)))
                 ORDER BY ordinal, id
                 LIMIT :limit
                """)
                .param("from", from)
                .param("after", after)
                .param("until", until)
                .param("limit", limit)
                .query((row, _) -> stored(row))
                .list();
    }

    /** When the first event that waits to be sealed happened; empty if none does. */
    Optional<Instant> oldest(long from) {
        return jdbc.sql("SELECT occurred_at FROM audit_event WHERE ordinal >= :from ORDER BY ordinal, id LIMIT 1")
                .param("from", from)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** The ordinal of the first event at or after {@code since}; empty if there is none. */
    Optional<Long> firstSince(Instant since) {
        return jdbc.sql("""
                SELECT ordinal
                  FROM audit_event
                 WHERE occurred_at >= :since
                 ORDER BY occurred_at, id
                 LIMIT 1
                """).param("since", utc(since)).query(Long.class).optional();
    }

    /** The newest events of one kind, the latest first. */
    List<StoredEvent> latest(String action, int limit) {
        return jdbc.sql("""
                SELECT ordinal, mac, id, occurred_at, action, outcome, actor_id, subject_id, client_id,
                       abbrev(address) AS address, request_id, details
                  FROM audit_event
                 WHERE action = :action
                 ORDER BY occurred_at DESC, id DESC
                 LIMIT :limit
                """)
                .param("action", action)
                .param("limit", limit)
                .query((row, _) -> stored(row))
                .list();
    }

    /** The first and the last ordinal of what happened from {@code from} until {@code until}; empty if nothing did. */
    Optional<Stretch> between(Instant from, Instant until) {
        return jdbc.sql("""
                SELECT count(*) AS events, coalesce(min(ordinal), 0) AS first, coalesce(max(ordinal), 0) AS last
                  FROM audit_event
                 WHERE occurred_at >= :from AND occurred_at < :until
                """)
                .param("from", utc(from))
                .param("until", utc(until))
                .query((row, _) -> new Stretch(row.getLong("events"), row.getLong("first"), row.getLong("last")))
                .optional()
                .filter(it -> it.events() > 0);
    }

    private StoredEvent stored(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong("ordinal"), event(row), HexFormat.of().formatHex(row.getBytes("mac")));
    }

    private AuditRecord event(ResultSet row) throws SQLException {
        return new AuditRecord(
                row.getObject("id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("action"),
                row.getString("outcome"),
                row.getObject("actor_id", UUID.class),
                row.getObject("subject_id", UUID.class),
                row.getString("client_id"),
                row.getString("address"),
                row.getString("request_id"),
                details(row.getString("details")));
    }

    /** We write text alone. Anything else was put there by others, and is told apart from the same as text. */
    private SortedMap<String, String> details(String text) {
        var details = new TreeMap<String, String>();
        var tree = json.readTree(text);
        if (!tree.isObject()) {
            details.put("", tree.toString());
        }
        for (Map.Entry<String, JsonNode> each : tree.properties()) {
            var value = each.getValue();
            details.put(each.getKey(), value.isString() ? value.stringValue() : "\0" + value);
        }
        return details;
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private record Row(
            UUID id,
            String at,
            String action,
            String outcome,
            @Nullable UUID actor,
            @Nullable UUID subject,
            @Nullable String client,
            @Nullable String address,
            @Nullable String request,
            Map<String, String> details,
            String mac) {

        static Row of(AuditRecord event, String mac) {
            return new Row(
                    event.id(),
                    event.at().toString(),
                    event.action(),
                    event.outcome(),
                    event.actor(),
                    event.subject(),
                    event.clientId(),
                    event.address(),
                    event.requestId(),
                    event.details(),
                    mac);
        }
    }
}
