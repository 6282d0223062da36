--liquibase formatted sql

--changeset signet:031-client-assertion-jti
--comment: Assertions that were used, until they expire. The primary key decides who was first.
CREATE TABLE client_assertion_jti (
    client_id  text        NOT NULL,
    jti_hash   bytea       NOT NULL CHECK (length(jti_hash) = 32),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (client_id, jti_hash)
);
CREATE INDEX client_assertion_jti_expires_at_idx ON client_assertion_jti (expires_at);
--rollback DROP TABLE client_assertion_jti;
