--liquibase formatted sql

--changeset signet:081-rate-limit
--comment: Counts under keyed codes. Unlogged: counting must not cost an attacker's victim a disk write, and a crash that forgets counts gives nobody more than one allowance. attempts starts over at until; blocks is forgotten at expires_at.
CREATE UNLOGGED TABLE rate_limit (
    key        text        PRIMARY KEY CHECK (length(key) = 32),
    attempts   integer     NOT NULL,
    until      timestamptz NOT NULL,
    blocks     integer     NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at >= until)
) WITH (fillfactor = 50);
CREATE INDEX rate_limit_expires_at_idx ON rate_limit (expires_at);
--rollback DROP TABLE rate_limit;
