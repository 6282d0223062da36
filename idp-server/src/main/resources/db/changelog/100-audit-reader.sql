--liquibase formatted sql

--changeset signet:100-audit-reader
--comment: How far each reader of the audit trail has come, in the order of sealing. Moved in the transaction that writes what the reader made of the events.
CREATE TABLE audit_reader (
    name    text   PRIMARY KEY CHECK (length(name) <= 50),
    ordinal bigint NOT NULL,
    event   uuid
);
--rollback DROP TABLE audit_reader;
