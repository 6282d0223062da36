--liquibase formatted sql

--changeset signet:051-requested-claims
--comment: Claims that a client asked for by name travel from the code to the grant. An older node writes none, which is what it understood.
ALTER TABLE authorization_code
    ADD COLUMN userinfo_claims text[] NOT NULL DEFAULT '{}',
    ADD COLUMN id_token_claims text[] NOT NULL DEFAULT '{}';
ALTER TABLE authorization_grant
    ADD COLUMN userinfo_claims text[] NOT NULL DEFAULT '{}',
    ADD COLUMN id_token_claims text[] NOT NULL DEFAULT '{}';
--rollback ALTER TABLE authorization_grant DROP COLUMN userinfo_claims, DROP COLUMN id_token_claims;
--rollback ALTER TABLE authorization_code DROP COLUMN userinfo_claims, DROP COLUMN id_token_claims;
