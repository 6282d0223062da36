--liquibase formatted sql

--changeset signet:071-mail-recipient
--comment: How many mails an address got in its current hour. The address is an HMAC under a key outside the database.
CREATE TABLE mail_recipient (
    code  bytea       PRIMARY KEY CHECK (length(code) = 32),
    sent  integer     NOT NULL,
    since timestamptz NOT NULL
);
CREATE INDEX mail_recipient_since_idx ON mail_recipient (since);
--rollback DROP TABLE mail_recipient;
