--liquibase formatted sql

--changeset signet:043-authenticator
--comment: One row whatever the kind; each kind keeps its keys and codes in a table of its own that refers to this one.
CREATE TABLE authenticator (
    id           uuid        PRIMARY KEY,
    account_id   uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    kind         text        NOT NULL CHECK (kind IN ('totp', 'passkey', 'recovery-codes')),
    name         text        NOT NULL CHECK (length(name) <= 60),
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz
);
CREATE INDEX authenticator_account_idx ON authenticator (account_id, created_at);
CREATE UNIQUE INDEX authenticator_recovery_codes_idx ON authenticator (account_id) WHERE kind = 'recovery-codes';
--rollback DROP TABLE authenticator;
