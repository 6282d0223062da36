--liquibase formatted sql

--changeset signet:033-user-identifier-prefix
--comment: Lists of people are read by address, from any point on. The collation compares bytes, so that a prefix is a range.
CREATE INDEX user_identifier_prefix_idx ON user_identifier (kind, value COLLATE "C", account_id);
--rollback DROP INDEX user_identifier_prefix_idx;

--changeset signet:033-user-account-name
CREATE INDEX user_account_name_idx ON user_account ((lower(claims ->> 'name') COLLATE "C"), id);
--rollback DROP INDEX user_account_name_idx;

--changeset signet:033-user-account-family-name
CREATE INDEX user_account_family_name_idx ON user_account ((lower(claims ->> 'family_name') COLLATE "C"), id);
--rollback DROP INDEX user_account_family_name_idx;

--changeset signet:033-browser-session-created-at
CREATE INDEX browser_session_created_at_idx ON browser_session (created_at DESC, sid DESC);
--rollback DROP INDEX browser_session_created_at_idx;

--changeset signet:033-browser-session-address
CREATE INDEX browser_session_address_idx ON browser_session (address);
--rollback DROP INDEX browser_session_address_idx;

--changeset signet:033-second-factor-requirement
--comment: Whom an administrator told to use a second factor. Goes with the account.
CREATE TABLE second_factor_requirement (
    account_id  uuid        PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
    required_at timestamptz NOT NULL
);
--rollback DROP TABLE second_factor_requirement;
