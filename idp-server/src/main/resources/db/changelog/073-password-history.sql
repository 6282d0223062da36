--liquibase formatted sql

--changeset signet:073-password-history
--comment: The hashes of the last few passwords of an account, as long as the rule about them needs them.
CREATE TABLE password_history (
    id          uuid        PRIMARY KEY,
    account_id  uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    hash        text        NOT NULL CHECK (length(hash) <= 512),
    replaced_at timestamptz NOT NULL
);
CREATE INDEX password_history_account_idx ON password_history (account_id, replaced_at);
--rollback DROP TABLE password_history;
