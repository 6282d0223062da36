--liquibase formatted sql

--changeset signet:090-pairwise-key
--comment: The key of pairwise subject identifiers, encrypted under the data keyset. Never replaced: relying parties know people by what it makes.
CREATE TABLE pairwise_key (
    id         smallint    PRIMARY KEY CHECK (id = 1),
    encrypted  bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
--rollback DROP TABLE pairwise_key;
