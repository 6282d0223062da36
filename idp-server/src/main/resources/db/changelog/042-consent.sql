--liquibase formatted sql

--changeset signet:042-consent
CREATE TABLE consent (
    account_id uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    client_id  text        NOT NULL REFERENCES client (client_id) ON DELETE CASCADE,
    scopes     text[]      NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, client_id)
);
CREATE INDEX consent_client_idx ON consent (client_id);
--rollback DROP TABLE consent;
