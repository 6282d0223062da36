--liquibase formatted sql

--changeset signet:047-email-code
--comment: A MAC, because six digits under a hash are read at once. A row outlives its code: it is counted for an hour.
CREATE TABLE email_code (
    id         uuid        PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    mac        bytea       NOT NULL CHECK (octet_length(mac) = 32),
    tries      integer     NOT NULL DEFAULT 0,
    used_at    timestamptz,
    sent_at    timestamptz NOT NULL
);
CREATE INDEX email_code_account_idx ON email_code (account_id, sent_at);
CREATE INDEX email_code_sent_at_idx ON email_code (sent_at);
--rollback DROP TABLE email_code;
