--liquibase formatted sql

--changeset signet:053-resources
--comment: Resource indicators (RFC 8707) travel from the code to the grant. An older node writes none, and its tokens are for us alone as before.
ALTER TABLE authorization_code ADD COLUMN resources text[] NOT NULL DEFAULT '{}';
ALTER TABLE authorization_grant ADD COLUMN resources text[] NOT NULL DEFAULT '{}';
--rollback ALTER TABLE authorization_grant DROP COLUMN resources;
--rollback ALTER TABLE authorization_code DROP COLUMN resources;
