--liquibase formatted sql

--changeset signet:049-sign-in-stage
--comment: Somebody who proved a first factor and has to prove a second. Found by the hash of a cookie; not a session.
CREATE TABLE sign_in_stage (
    id_hash    bytea         PRIMARY KEY CHECK (octet_length(id_hash) = 32),
    account_id uuid          NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    methods    text[]        NOT NULL,
    methods_at timestamptz[] NOT NULL CHECK (cardinality(methods_at) = cardinality(methods)),
    tries      integer       NOT NULL DEFAULT 0,
    expires_at timestamptz   NOT NULL
);
CREATE INDEX sign_in_stage_account_idx ON sign_in_stage (account_id);
CREATE INDEX sign_in_stage_expires_at_idx ON sign_in_stage (expires_at);
--rollback DROP TABLE sign_in_stage;
