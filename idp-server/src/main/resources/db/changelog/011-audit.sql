--liquibase formatted sql

--changeset signet:011-audit-event
--comment: No foreign keys: an event outlives the account and the client that it names. ordinal is the transaction that wrote the row, on top of the era's base; mac covers every other column.
CREATE TABLE audit_event (
    id          uuid        NOT NULL,
    occurred_at timestamptz NOT NULL,
    ordinal     bigint      NOT NULL,
    action      text        COLLATE "C" NOT NULL CHECK (length(action) <= 100),
    outcome     text        NOT NULL CHECK (outcome IN ('success', 'refused')),
    actor_id    uuid,
    subject_id  uuid,
    client_id   text,
    address     inet,
    request_id  text,
    details     jsonb       NOT NULL DEFAULT '{}',
    mac         bytea       NOT NULL CHECK (octet_length(mac) = 32),
    PRIMARY KEY (occurred_at, id)
) PARTITION BY RANGE (occurred_at);
CREATE INDEX audit_event_ordinal_idx ON audit_event (ordinal, id);
CREATE INDEX audit_event_subject_idx ON audit_event (subject_id, occurred_at, id) WHERE subject_id IS NOT NULL;
CREATE INDEX audit_event_actor_idx ON audit_event (actor_id, occurred_at, id) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_event_client_idx ON audit_event (client_id, occurred_at, id) WHERE client_id IS NOT NULL;
CREATE INDEX audit_event_address_idx ON audit_event (address, occurred_at, id) WHERE address IS NOT NULL;
CREATE INDEX audit_event_request_idx ON audit_event (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX audit_event_action_idx ON audit_event (action, occurred_at, id);
CREATE INDEX audit_event_refused_idx ON audit_event (occurred_at, id) WHERE outcome = 'refused';
--rollback DROP TABLE audit_event;

--changeset signet:011-audit-event-default
--comment: Takes what no month takes, so that no event is refused for want of a partition.
CREATE TABLE audit_event_default PARTITION OF audit_event DEFAULT;
--rollback DROP TABLE audit_event_default;
