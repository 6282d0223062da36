--liquibase formatted sql

--changeset signet:104-scope-claims
--comment: What the console says of a scope beside its claims: consent texts by language, where a claim comes from, whether the ID token has it, and whom tokens are for. An older node leaves the defaults.
ALTER TABLE scope
    ADD COLUMN translations  jsonb   NOT NULL DEFAULT '{}',
    ADD COLUMN claim_sources jsonb   NOT NULL DEFAULT '{}',
    ADD COLUMN in_id_token   boolean NOT NULL DEFAULT false,
    ADD COLUMN resources     text[]  NOT NULL DEFAULT '{}';
--rollback ALTER TABLE scope DROP COLUMN resources, DROP COLUMN in_id_token, DROP COLUMN claim_sources, DROP COLUMN translations;
