--liquibase formatted sql

--changeset signet:045-recovery-code
--comment: Only a MAC under a key that is not in the database; see docs/adr/0010-recovery-codes-are-looked-up-by-mac.md. A used code stays until its set is replaced, so that the ones left can be counted.
CREATE TABLE recovery_code (
    authenticator_id uuid  NOT NULL REFERENCES authenticator (id) ON DELETE CASCADE,
    mac              bytea NOT NULL CHECK (octet_length(mac) = 32),
    used_at          timestamptz,
    PRIMARY KEY (authenticator_id, mac)
);
--rollback DROP TABLE recovery_code;
