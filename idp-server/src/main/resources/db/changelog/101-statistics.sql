--liquibase formatted sql

--changeset signet:101-hourly-count
--comment: What happened, counted by the hour, so that a chart never reads the audit trail. A few dozen rows an hour, whatever the traffic.
CREATE TABLE hourly_count (
    hour  timestamptz NOT NULL,
    name  text        NOT NULL COLLATE "C" CHECK (length(name) <= 100),
    count bigint      NOT NULL CHECK (count >= 0),
    PRIMARY KEY (hour, name)
);
--rollback DROP TABLE hourly_count;

--changeset signet:101-delivery-failed-index
--comment: Few rows, which the overview of the console asks for among many that arrived.
CREATE INDEX delivery_failed_idx ON delivery (settled_at) WHERE state = 'failed';
--rollback DROP INDEX delivery_failed_idx;
