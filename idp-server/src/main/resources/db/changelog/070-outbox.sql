--liquibase formatted sql

--changeset signet:070-delivery
--comment: What has to reach somebody else. No foreign key, because a mail about the end of an account outlives it. The payload is encrypted, and gone once the delivery is settled. Claiming a row is counting an attempt and moving next_attempt_at to the end of the lease.
CREATE TABLE delivery (
    id              uuid        PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind ~ '^[a-z][a-z-]{0,31}$'),
    account_id      uuid,
    client_id       text,
    payload         bytea       CHECK (length(payload) <= 65536),
    state           text        NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'cancelled')),
    attempts        integer     NOT NULL,
    next_attempt_at timestamptz,
    not_after       timestamptz,
    last_error      text        CHECK (length(last_error) <= 200),
    created_at      timestamptz NOT NULL,
    settled_at      timestamptz,
    CHECK ((state = 'pending') = (payload IS NOT NULL)),
    CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
    CHECK ((state = 'pending') = (settled_at IS NULL))
);
CREATE INDEX delivery_due_idx ON delivery (kind, next_attempt_at) WHERE state = 'pending';
CREATE INDEX delivery_settled_at_idx ON delivery (settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX delivery_account_idx ON delivery (account_id, created_at) WHERE account_id IS NOT NULL;
CREATE INDEX delivery_client_idx ON delivery (client_id, created_at) WHERE client_id IS NOT NULL;
CREATE INDEX delivery_created_at_idx ON delivery (created_at, id);
--rollback DROP TABLE delivery;
