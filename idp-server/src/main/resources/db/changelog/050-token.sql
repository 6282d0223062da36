--liquibase formatted sql

--changeset signet:050-authorization-grant
--comment: One row per consent-to-tokens. It never grows: a refresh token is a MAC over the id and the generation, so nothing is kept per token.
CREATE TABLE authorization_grant (
    id              uuid        PRIMARY KEY,
    client_id       text        NOT NULL REFERENCES client (client_id) ON DELETE CASCADE,
    account_id      uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    sid             uuid        NOT NULL,
    scopes          text[]      NOT NULL,
    auth_time       timestamptz NOT NULL,
    acr             text        NOT NULL,
    amr             text[]      NOT NULL,
    generation      integer     NOT NULL DEFAULT 0,
    rotated_at      timestamptz,
    created_at      timestamptz NOT NULL,
    idle_expires_at timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    revoked_at      timestamptz,
    revoked_reason  text,
    CHECK (idle_expires_at <= expires_at),
    CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX authorization_grant_sid_idx ON authorization_grant (sid);
CREATE INDEX authorization_grant_account_idx ON authorization_grant (account_id);
CREATE INDEX authorization_grant_client_idx ON authorization_grant (client_id);
CREATE INDEX authorization_grant_expires_at_idx ON authorization_grant (expires_at);
--rollback DROP TABLE authorization_grant;

--changeset signet:050-authorization-code
--comment: A used code stays for a while, to tell a second use from nonsense and to end what the first one gave.
CREATE TABLE authorization_code (
    code_hash      bytea       PRIMARY KEY CHECK (octet_length(code_hash) = 32),
    client_id      text        NOT NULL REFERENCES client (client_id) ON DELETE CASCADE,
    account_id     uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    sid            uuid        NOT NULL,
    scopes         text[]      NOT NULL,
    redirect_uri   text        NOT NULL,
    nonce          text,
    code_challenge text,
    auth_time      timestamptz NOT NULL,
    acr            text        NOT NULL,
    amr            text[]      NOT NULL,
    issued_at      timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    consumed_at    timestamptz,
    grant_id       uuid
);
CREATE INDEX authorization_code_expires_at_idx ON authorization_code (expires_at);
--rollback DROP TABLE authorization_code;
