--liquibase formatted sql

--changeset signet:105-client-secret-use
--comment: When a secret was last used, to the hour: written at most once an hour, and never by the request that uses it.
ALTER TABLE client_secret ADD COLUMN last_used_at timestamptz;
--rollback ALTER TABLE client_secret DROP COLUMN last_used_at;
