--liquibase formatted sql

--changeset signet:096-idempotent-request
--comment: What creations by the API for administrators were answered, so that whoever sends one again gets the same answer and nothing is made twice. Of key and request there are keyed codes only; the answer may hold a secret, and is encrypted. The row is written in the transaction of what it is about.
CREATE TABLE idempotent_request (
    key_code     text        PRIMARY KEY CHECK (length(key_code) = 64),
    request_code text        NOT NULL CHECK (length(request_code) = 64),
    answer       bytea,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX idempotent_request_expires_at_idx ON idempotent_request (expires_at);
--rollback DROP TABLE idempotent_request;
