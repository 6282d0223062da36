--liquibase formatted sql

--changeset signet:072-mailed-link
--comment: Only the SHA-256 of a link's secret is kept. The subject is an HMAC of account and address under a key outside the database; there is one link for each purpose and subject, so a new one ends the one before it.
CREATE TABLE mailed_link (
    purpose    text        NOT NULL CHECK (length(purpose) <= 64),
    subject    bytea       NOT NULL CHECK (length(subject) = 32),
    token_hash bytea       NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    account_id uuid        REFERENCES user_account (id) ON DELETE CASCADE,
    data       bytea       NOT NULL CHECK (length(data) <= 65536),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (purpose, subject)
);
CREATE INDEX mailed_link_account_id_idx ON mailed_link (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX mailed_link_expires_at_idx ON mailed_link (expires_at);
--rollback DROP TABLE mailed_link;
