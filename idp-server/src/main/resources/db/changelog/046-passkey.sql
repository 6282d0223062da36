--liquibase formatted sql

--changeset signet:046-passkey-user-handle
--comment: What authenticators know an account by: random, so that a key tells nobody who its owner is (WebAuthn §14.6.1).
CREATE TABLE passkey_user_handle (
    account_id uuid  PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
    handle     bytea NOT NULL UNIQUE CHECK (octet_length(handle) = 64)
);
--rollback DROP TABLE passkey_user_handle;

--changeset signet:046-passkey
--comment: Credential records (WebAuthn §4). Public keys only: nothing here signs anybody in.
CREATE TABLE passkey (
    authenticator_id   uuid    PRIMARY KEY REFERENCES authenticator (id) ON DELETE CASCADE,
    account_id         uuid    NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    credential_id      bytea   NOT NULL UNIQUE CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
    public_key         bytea   NOT NULL,
    aaguid             uuid    NOT NULL,
    sign_count         bigint  NOT NULL CHECK (sign_count BETWEEN 0 AND 4294967295),
    uv_initialised     boolean NOT NULL,
    backup_eligible    boolean NOT NULL,
    backed_up          boolean NOT NULL,
    transports         text[]  NOT NULL,
    clone_suspected_at timestamptz
);
CREATE INDEX passkey_account_idx ON passkey (account_id);
--rollback DROP TABLE passkey;

--changeset signet:046-passkey-used-challenge
--comment: Challenges that were answered rightly, until they expire, so that no answer works twice. Others cost no row.
CREATE TABLE passkey_used_challenge (
    challenge_hash bytea       PRIMARY KEY CHECK (octet_length(challenge_hash) = 32),
    expires_at     timestamptz NOT NULL
);
CREATE INDEX passkey_used_challenge_expires_at_idx ON passkey_used_challenge (expires_at);
--rollback DROP TABLE passkey_used_challenge;
