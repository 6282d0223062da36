--liquibase formatted sql

--changeset signet:102-alert
--comment: What looked like an attack. No foreign keys: an alert outlives the account and the client that it names. As long as nobody looked at it, it grows instead of having a second one beside it.
CREATE TABLE alert (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (length(kind) <= 50),
    key             text        NOT NULL CHECK (length(key) <= 300),
    account_id      uuid,
    address         inet,
    client_id       text,
    number          bigint      NOT NULL,
    first_at        timestamptz NOT NULL,
    last_at         timestamptz NOT NULL,
    example_at      timestamptz NOT NULL,
    example_id      uuid        NOT NULL,
    acknowledged_at timestamptz,
    acknowledged_by uuid,
    note            text        CHECK (length(note) <= 500),
    CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
    CHECK ((acknowledged_at IS NULL) = (note IS NULL))
);
CREATE UNIQUE INDEX alert_open_idx ON alert (kind, key) WHERE acknowledged_at IS NULL;
CREATE INDEX alert_key_idx ON alert (kind, key, acknowledged_at) WHERE acknowledged_at IS NOT NULL;
CREATE INDEX alert_first_at_idx ON alert (first_at, id);
CREATE INDEX alert_acknowledged_at_idx ON alert (acknowledged_at) WHERE acknowledged_at IS NOT NULL;
--rollback DROP TABLE alert;
