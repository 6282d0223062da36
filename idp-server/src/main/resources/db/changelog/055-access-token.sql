--liquibase formatted sql

--changeset signet:055-revoked-access-token
--comment: Access tokens are not stored; one that was revoked by itself is, until it would have expired anyway.
CREATE TABLE revoked_access_token (
    jti        uuid        PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
CREATE INDEX revoked_access_token_expires_at_idx ON revoked_access_token (expires_at);
--rollback DROP TABLE revoked_access_token;
