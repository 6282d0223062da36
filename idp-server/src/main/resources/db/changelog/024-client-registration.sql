--liquibase formatted sql

--changeset signet:024-client-source-self
--comment: A third way to be registered: by oneself (RFC 7591).
ALTER TABLE client DROP CONSTRAINT client_source_check;
ALTER TABLE client ADD CONSTRAINT client_source_check CHECK (source IN ('file', 'console', 'self'));
--rollback UPDATE client SET source = 'console' WHERE source = 'self';
--rollback ALTER TABLE client DROP CONSTRAINT client_source_check;
--rollback ALTER TABLE client ADD CONSTRAINT client_source_check CHECK (source IN ('file', 'console'));

--changeset signet:024-registration-access-token
--comment: With it a client that registered itself reads, changes and deletes its registration (RFC 7592). SHA-256 only.
CREATE TABLE registration_access_token (
    client_id  text        PRIMARY KEY REFERENCES client (client_id) ON DELETE CASCADE,
    token_hash bytea       NOT NULL CHECK (length(token_hash) = 32),
    created_at timestamptz NOT NULL
);
--rollback DROP TABLE registration_access_token;

--changeset signet:024-initial-access-token
--comment: Lets some number of clients register themselves (RFC 7591 §3). SHA-256 only.
CREATE TABLE initial_access_token (
    token_hash bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
    uses_left  integer     NOT NULL CHECK (uses_left >= 0),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX initial_access_token_expires_at_idx ON initial_access_token (expires_at);
--rollback DROP TABLE initial_access_token;
