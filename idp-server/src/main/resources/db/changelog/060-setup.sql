--liquibase formatted sql

--changeset signet:060-setup-link
--comment: One row, so that a new link ends the one before it and those who race to use it wait for each other. Only the SHA-256 of the secret is kept.
CREATE TABLE setup_link (
    id          smallint    PRIMARY KEY CHECK (id = 1),
    token_hash  bytea       CHECK (length(token_hash) = 32),
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    consumed_at timestamptz
);
--rollback DROP TABLE setup_link;
