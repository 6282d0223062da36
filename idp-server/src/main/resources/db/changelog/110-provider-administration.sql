--liquibase formatted sql

--changeset signet:110-identity-provider-administration
--comment: Who declared a provider, whether it is offered, and what it takes to notice that two people edit it at once.
ALTER TABLE identity_provider
    ADD COLUMN source     text        NOT NULL DEFAULT 'file' CHECK (source IN ('file', 'console')),
    ADD COLUMN enabled    boolean     NOT NULL DEFAULT true,
    ADD COLUMN version    bigint      NOT NULL DEFAULT 1,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
--rollback ALTER TABLE identity_provider DROP COLUMN source, DROP COLUMN enabled, DROP COLUMN version, DROP COLUMN created_at;

--changeset signet:110-upstream-identity-provider
--comment: Before a provider is deleted somebody asks whom it concerns.
CREATE INDEX upstream_identity_provider_idx ON upstream_identity (provider_id, account_id);
--rollback DROP INDEX upstream_identity_provider_idx;
