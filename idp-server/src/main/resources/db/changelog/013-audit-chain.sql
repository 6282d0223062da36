--liquibase formatted sql

--changeset signet:013-audit-era
--comment: What is added to transaction ids, so that ordinals never go back: a restored dump begins a new era where the old one ended.
CREATE TABLE audit_era (
    number   integer     PRIMARY KEY,
    base     bigint      NOT NULL CHECK (base >= 0),
    began_at timestamptz NOT NULL
);
INSERT INTO audit_era (number, base, began_at) VALUES (0, 0, now());
--rollback DROP TABLE audit_era;

--changeset signet:013-audit-seal
--comment: A seal covers the events with from_ordinal <= ordinal < until_ordinal, all of which were committed or rolled back when it was made. Two nodes that make the same one meet at its number.
CREATE TABLE audit_seal (
    number        bigint      PRIMARY KEY CHECK (number >= 1),
    from_ordinal  bigint      NOT NULL,
    until_ordinal bigint      NOT NULL CHECK (until_ordinal > from_ordinal),
    events        bigint      NOT NULL CHECK (events >= 1),
    digest        bytea       NOT NULL CHECK (octet_length(digest) = 32),
    previous      bytea       NOT NULL CHECK (octet_length(previous) = 32),
    sealed_at     timestamptz NOT NULL,
    key_id        text        NOT NULL CHECK (length(key_id) = 43),
    signature     bytea       NOT NULL CHECK (octet_length(signature) = 64)
);
CREATE UNIQUE INDEX audit_seal_until_ordinal_idx ON audit_seal (until_ordinal);
--rollback DROP TABLE audit_seal;
