--liquibase formatted sql

--changeset signet:056-used-dpop-proof
--comment: Proofs that were used, until they are too old to be taken again. The primary key decides who was first, on whichever node.
CREATE TABLE used_dpop_proof (
    proof_hash bytea       PRIMARY KEY CHECK (length(proof_hash) = 32),
    expires_at timestamptz NOT NULL
);
CREATE INDEX used_dpop_proof_expires_at_idx ON used_dpop_proof (expires_at);
--rollback DROP TABLE used_dpop_proof;

--changeset signet:056-sender-constraints
--comment: The keys that a code and the refresh tokens of a grant are bound to, as SHA-256 thumbprints; null where they are not.
ALTER TABLE authorization_code ADD COLUMN dpop_jkt text CHECK (length(dpop_jkt) = 43);
ALTER TABLE authorization_grant
    ADD COLUMN dpop_jkt text CHECK (length(dpop_jkt) = 43),
    ADD COLUMN certificate_thumbprint text CHECK (length(certificate_thumbprint) = 43);
--rollback ALTER TABLE authorization_grant DROP COLUMN certificate_thumbprint, DROP COLUMN dpop_jkt;
--rollback ALTER TABLE authorization_code DROP COLUMN dpop_jkt;
