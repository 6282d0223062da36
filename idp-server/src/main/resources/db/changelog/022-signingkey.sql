--liquibase formatted sql

--changeset signet:022-signing-key
--comment: private_jwk is encrypted and bound to its kid; it holds the public part too, so a changed public_jwk is noticed.
CREATE TABLE signing_key (
    kid         text        PRIMARY KEY CHECK (length(kid) = 43),
    algorithm   text        NOT NULL CHECK (algorithm IN ('RS256', 'ES256')),
    state       text        NOT NULL CHECK (state IN ('published', 'signing', 'retired')),
    public_jwk  jsonb       NOT NULL,
    private_jwk bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    signs_from  timestamptz NOT NULL,
    retired_at  timestamptz CHECK ((retired_at IS NOT NULL) = (state = 'retired')),
    expires_at  timestamptz CHECK ((expires_at IS NOT NULL) = (state = 'retired'))
);
--rollback DROP TABLE signing_key;

--changeset signet:022-one-signing-key
--comment: One key signs and at most one waits, per algorithm. Nodes that rotate at the same time meet here.
CREATE UNIQUE INDEX signing_key_one_signing_idx ON signing_key (algorithm) WHERE state = 'signing';
CREATE UNIQUE INDEX signing_key_one_published_idx ON signing_key (algorithm) WHERE state = 'published';
--rollback DROP INDEX signing_key_one_signing_idx; DROP INDEX signing_key_one_published_idx;
