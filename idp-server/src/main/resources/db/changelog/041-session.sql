--liquibase formatted sql

--changeset signet:041-browser-session
--comment: Found by the hash of the cookie; relying parties know the sid. The idle clock never runs past the absolute one.
CREATE TABLE browser_session (
    id_hash         bytea         PRIMARY KEY CHECK (octet_length(id_hash) = 32),
    sid             uuid          NOT NULL UNIQUE,
    account_id      uuid          NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    methods         text[]        NOT NULL,
    methods_at      timestamptz[] NOT NULL CHECK (cardinality(methods_at) = cardinality(methods)),
    created_at      timestamptz   NOT NULL,
    last_seen_at    timestamptz   NOT NULL,
    idle_expires_at timestamptz   NOT NULL,
    expires_at      timestamptz   NOT NULL,
    address         inet,
    user_agent      text,
    CHECK (idle_expires_at <= expires_at)
);
CREATE INDEX browser_session_account_idx ON browser_session (account_id);
CREATE INDEX browser_session_idle_expires_at_idx ON browser_session (idle_expires_at);
--rollback DROP TABLE browser_session;
