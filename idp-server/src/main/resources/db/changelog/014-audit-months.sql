--liquibase formatted sql

--changeset signet:014-audit-event-add-month splitStatements:false
--comment: Attached and not created in place, because that does not stop those who write. A month of which the default partition has rows already stays there.
CREATE FUNCTION audit_event_add_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    since     timestamptz := month::timestamp AT TIME ZONE 'UTC';
    until     timestamptz := (month + interval '1 month')::timestamp AT TIME ZONE 'UTC';
    partition text        := 'audit_event_' || to_char(month, 'YYYY_MM');
BEGIN
    IF extract(day FROM month) <> 1 THEN
        RAISE EXCEPTION '% is not the first of a month', month;
    END IF;
    IF to_regclass(partition) IS NOT NULL
       OR EXISTS (SELECT FROM audit_event_default WHERE occurred_at >= since AND occurred_at < until) THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE audit_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
    EXECUTE format(
        'ALTER TABLE audit_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, since, until);
    RETURN true;
END $$;
--rollback DROP FUNCTION audit_event_add_month(date);

--changeset signet:014-audit-event-months runAlways:true
--comment: This month and the next six. A job of the server goes on with it.
SELECT audit_event_add_month((date_trunc('month', now() AT TIME ZONE 'UTC') + month * interval '1 month')::date)
  FROM generate_series(0, 6) AS month;
--rollback empty
