--liquibase formatted sql

--changeset signet:020-user-account
--comment: The e-mail address as it was typed; what makes it unique is its identifier.
CREATE TABLE user_account (
    id             uuid        PRIMARY KEY,
    email          text        NOT NULL CHECK (length(email) <= 254),
    email_verified boolean     NOT NULL,
    status         text        NOT NULL CHECK (status IN ('active', 'locked', 'disabled')),
    claims         jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(claims) = 'object'),
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
--rollback DROP TABLE user_account;

--changeset signet:020-user-identifier
--comment: What somebody can type to be found. The only table with a uniqueness that spans accounts.
CREATE TABLE user_identifier (
    kind       text NOT NULL CHECK (kind IN ('email')),
    value      text NOT NULL CHECK (length(value) <= 254),
    account_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, value)
);
CREATE INDEX user_identifier_account_id_idx ON user_identifier (account_id);
--rollback DROP TABLE user_identifier;
