--liquibase formatted sql

--changeset signet:093-client-source-document
--comment: A fourth way to be known: by a document at the client_id (draft-ietf-oauth-client-id-metadata-document).
ALTER TABLE client DROP CONSTRAINT client_source_check;
ALTER TABLE client ADD CONSTRAINT client_source_check CHECK (source IN ('file', 'console', 'self', 'document'));
--rollback DELETE FROM client WHERE source = 'document';
--rollback ALTER TABLE client DROP CONSTRAINT client_source_check;
--rollback ALTER TABLE client ADD CONSTRAINT client_source_check CHECK (source IN ('file', 'console', 'self'));

--changeset signet:093-client-document
--comment: When the document of a client was last read, and until when it need not be read again. For all nodes.
CREATE TABLE client_document (
    client_id   text        PRIMARY KEY REFERENCES client (client_id) ON DELETE CASCADE,
    fetched_at  timestamptz NOT NULL,
    fresh_until timestamptz NOT NULL CHECK (fresh_until >= fetched_at)
);
CREATE INDEX client_document_fetched_at_idx ON client_document (fetched_at);
--rollback DROP TABLE client_document;
