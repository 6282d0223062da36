--liquibase formatted sql

--changeset signet:107-grant-client-sid
--comment: Which live sessions a client has part in, without reading its grants: the console lists and counts them. A refresh changes no column of it.
CREATE INDEX authorization_grant_client_sid_idx ON authorization_grant (client_id, sid) WHERE revoked_at IS NULL;
--rollback DROP INDEX authorization_grant_client_sid_idx;
