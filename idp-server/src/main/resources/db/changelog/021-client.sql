--liquibase formatted sql

--changeset signet:021-client
--comment: The metadata is kept in the names of RFC 7591, defaults filled in. The version counts changes.
CREATE TABLE client (
    client_id  text        PRIMARY KEY CHECK (length(client_id) BETWEEN 1 AND 200),
    metadata   jsonb       NOT NULL,
    source     text        NOT NULL CHECK (source IN ('file', 'console')),
    enabled    boolean     NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version    bigint      NOT NULL DEFAULT 1
);
--rollback DROP TABLE client;

--changeset signet:021-client-secret
--comment: SHA-256 only, and four characters by which people recognise a generated secret. Two rows while one replaces the other.
CREATE TABLE client_secret (
    id         uuid        PRIMARY KEY,
    client_id  text        NOT NULL REFERENCES client (client_id) ON DELETE CASCADE,
    hash       bytea       NOT NULL CHECK (length(hash) = 32),
    hint       text        CHECK (length(hint) = 4),
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    UNIQUE (client_id, hash)
);
--rollback DROP TABLE client_secret;

--changeset signet:021-scope
--comment: Scopes of this installation. Those of OpenID Connect are in the code.
CREATE TABLE scope (
    name        text        PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
    description text        NOT NULL,
    claims      text[]      NOT NULL,
    source      text        NOT NULL CHECK (source IN ('file', 'console')),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    version     bigint      NOT NULL DEFAULT 1
);
--rollback DROP TABLE scope;

--changeset signet:021-client-search-text
--comment: What the console searches, kept beside the metadata so that a search that finds nothing does not read all the JSON.
ALTER TABLE client
    ADD COLUMN search_text text NOT NULL
        GENERATED ALWAYS AS (lower(client_id || E'\n' || coalesce(metadata ->> 'client_name', ''))) STORED;
--rollback ALTER TABLE client DROP COLUMN search_text;
