--liquibase formatted sql

--changeset signet:075-factor-removal
--comment: Somebody lost their second factors, and waits. One request for each account. No secret is kept: the links that cancel it are a MAC over its id, the one that completes it is a mailed link. Until that is sent there is no expires_at.
CREATE TABLE factor_removal (
    account_id uuid        PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
    id         uuid        NOT NULL UNIQUE,
    started_at timestamptz NOT NULL,
    remind_at  timestamptz,
    ready_at   timestamptz NOT NULL,
    expires_at timestamptz CHECK (expires_at > ready_at)
);
CREATE INDEX factor_removal_remind_at_idx ON factor_removal (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX factor_removal_ready_at_idx ON factor_removal (ready_at) WHERE expires_at IS NULL;
CREATE INDEX factor_removal_expires_at_idx ON factor_removal (expires_at) WHERE expires_at IS NOT NULL;
--rollback DROP TABLE factor_removal;
