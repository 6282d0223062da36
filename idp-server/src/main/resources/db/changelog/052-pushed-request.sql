--liquibase formatted sql

--changeset signet:052-pushed-request
--comment: RFC 9126. Of a request_uri only the SHA-256 is kept, and the row is gone soon after nobody can visit it any more.
CREATE TABLE pushed_request (
    request_hash bytea       PRIMARY KEY CHECK (octet_length(request_hash) = 32),
    client_id    text        NOT NULL REFERENCES client (client_id) ON DELETE CASCADE,
    parameters   text        NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX pushed_request_expires_at_idx ON pushed_request (expires_at);
--rollback DROP TABLE pushed_request;

--changeset signet:052-used-request
--comment: Pushed requests that gave a code. A sign-in may end hours after the request expired, so this is kept apart and for longer; the primary key decides who was first.
CREATE TABLE used_request (
    request_hash bytea       PRIMARY KEY CHECK (octet_length(request_hash) = 32),
    forget_at    timestamptz NOT NULL
);
CREATE INDEX used_request_forget_at_idx ON used_request (forget_at);
--rollback DROP TABLE used_request;
