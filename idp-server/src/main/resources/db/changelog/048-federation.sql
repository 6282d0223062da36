--liquibase formatted sql

--changeset signet:048-identity-provider
--comment: The providers that people may sign in with, as configured. The secret is encrypted under the data keyset, bound to its row.
CREATE TABLE identity_provider (
    id         text        PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    position   int         NOT NULL,
    settings   jsonb       NOT NULL CHECK (jsonb_typeof(settings) = 'object'),
    secret     bytea       NOT NULL,
    updated_at timestamptz NOT NULL
);
--rollback DROP TABLE identity_provider;

--changeset signet:048-upstream-identity
--comment: Who an account is elsewhere. The key is issuer and subject, never an address. The provider need not be configured any more.
CREATE TABLE upstream_identity (
    id           uuid        PRIMARY KEY,
    issuer       text        NOT NULL CHECK (length(issuer) BETWEEN 1 AND 512),
    subject      text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    account_id   uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    provider_id  text        NOT NULL CHECK (length(provider_id) <= 32),
    label        text        NOT NULL CHECK (length(label) <= 254),
    linked_at    timestamptz NOT NULL,
    last_used_at timestamptz,
    UNIQUE (issuer, subject)
);
CREATE INDEX upstream_identity_account_id_idx ON upstream_identity (account_id);
--rollback DROP TABLE upstream_identity;

--changeset signet:048-upstream-request
--comment: Sign-ins that are under way at a provider, by the SHA-256 of their state. Nonce, proof key and the mark of the browser that left are encrypted.
CREATE TABLE upstream_request (
    state_hash  bytea       PRIMARY KEY CHECK (octet_length(state_hash) = 32),
    provider_id text        NOT NULL,
    data        bytea       NOT NULL CHECK (octet_length(data) <= 131072),
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz
);
CREATE INDEX upstream_request_expires_at_idx ON upstream_request (expires_at);
--rollback DROP TABLE upstream_request;

--changeset signet:048-pending-identity
--comment: Somebody who a provider vouched for and who has to prove an account or an address first, by the SHA-256 of a cookie.
CREATE TABLE pending_identity (
    id_hash    bytea       PRIMARY KEY CHECK (octet_length(id_hash) = 32),
    data       bytea       NOT NULL CHECK (octet_length(data) <= 131072),
    expires_at timestamptz NOT NULL
);
CREATE INDEX pending_identity_expires_at_idx ON pending_identity (expires_at);
--rollback DROP TABLE pending_identity;
