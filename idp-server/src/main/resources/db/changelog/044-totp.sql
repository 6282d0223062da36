--liquibase formatted sql

--changeset signet:044-totp-authenticator
--comment: key_hash keeps one key from being enrolled twice, which would let each of its codes in twice.
CREATE TABLE totp_authenticator (
    authenticator_id uuid   PRIMARY KEY REFERENCES authenticator (id) ON DELETE CASCADE,
    sealed_key       bytea  NOT NULL,
    key_hash         bytea  NOT NULL UNIQUE CHECK (octet_length(key_hash) = 32),
    last_step        bigint NOT NULL
);
--rollback DROP TABLE totp_authenticator;
