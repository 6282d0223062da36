--liquibase formatted sql

--changeset signet:040-password
--comment: A slow, salted hash in its standard text form, which names algorithm and cost.
CREATE TABLE password (
    account_id uuid        PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
    hash       text        NOT NULL CHECK (length(hash) <= 512),
    changed_at timestamptz NOT NULL
);
--rollback DROP TABLE password;
