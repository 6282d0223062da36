--liquibase formatted sql

--changeset signet:080-device
--comment: A browser that an account has signed in with, found by the SHA-256 of its cookie. One cookie can belong to several accounts.
CREATE TABLE device (
    id               uuid        PRIMARY KEY,
    account_id       uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    cookie_hash      bytea       NOT NULL CHECK (octet_length(cookie_hash) = 32),
    browser          text        CHECK (length(browser) <= 256),
    system           text        CHECK (length(system) <= 256),
    first_seen_at    timestamptz NOT NULL,
    last_seen_at     timestamptz NOT NULL,
    last_address     inet,
    remembered_until timestamptz,
    UNIQUE (cookie_hash, account_id)
);
CREATE INDEX device_account_idx ON device (account_id, last_seen_at);
CREATE INDEX device_last_seen_at_idx ON device (last_seen_at);
--rollback DROP TABLE device;
