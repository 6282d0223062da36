--liquibase formatted sql

--changeset signet:057-signing-algorithms
--comment: ID tokens are signed with PS256 and EdDSA too, where a client asks for it.
ALTER TABLE signing_key DROP CONSTRAINT signing_key_algorithm_check;
ALTER TABLE signing_key
    ADD CONSTRAINT signing_key_algorithm_check CHECK (algorithm IN ('RS256', 'PS256', 'ES256', 'EdDSA'));
--rollback DELETE FROM signing_key WHERE algorithm NOT IN ('RS256', 'ES256');
--rollback ALTER TABLE signing_key DROP CONSTRAINT signing_key_algorithm_check;
--rollback ALTER TABLE signing_key ADD CONSTRAINT signing_key_algorithm_check CHECK (algorithm IN ('RS256', 'ES256'));
