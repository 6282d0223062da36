--liquibase formatted sql

--changeset signet:011-audit-event
--comment: No foreign keys: an event outlives the account and the client that it names. The application may only insert and read.
CREATE TABLE audit_event (
    id          uuid        PRIMARY KEY,
    occurred_at timestamptz NOT NULL,
    action      text        NOT NULL CHECK (length(action) <= 100),
    outcome     text        NOT NULL CHECK (outcome IN ('success', 'refused')),
    actor_id    uuid,
    subject_id  uuid,
    client_id   text,
    address     inet,
    request_id  text,
    details     jsonb       NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_event_occurred_at_idx ON audit_event (occurred_at);
CREATE INDEX audit_event_subject_idx ON audit_event (subject_id, occurred_at) WHERE subject_id IS NOT NULL;
CREATE INDEX audit_event_request_idx ON audit_event (request_id) WHERE request_id IS NOT NULL;
--rollback DROP TABLE audit_event;
