--liquibase formatted sql

--changeset signet:010-data-keyset
--comment: The keyset that encrypts secrets at rest, itself encrypted under the key-encryption key, which is never here.
CREATE TABLE data_keyset (
    id         smallint    PRIMARY KEY CHECK (id = 1),
    wrapped    bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
--rollback DROP TABLE data_keyset;
