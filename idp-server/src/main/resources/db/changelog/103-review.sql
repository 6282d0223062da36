--liquibase formatted sql

--changeset signet:103-access-finding
--comment: What the nightly look found and is still so. since is when it was found first.
CREATE TABLE access_finding (
    kind  text        NOT NULL CHECK (length(kind) <= 50),
    key   text        NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (kind, key)
);
--rollback DROP TABLE access_finding;

--changeset signet:103-access-review
--comment: That somebody looked at it, with what they had before them. No foreign key to the account, which it outlives.
CREATE TABLE access_review (
    id          uuid        PRIMARY KEY,
    reviewed_at timestamptz NOT NULL,
    reviewed_by uuid        NOT NULL,
    note        text        NOT NULL CHECK (length(note) <= 2000)
);
CREATE INDEX access_review_reviewed_at_idx ON access_review (reviewed_at);
CREATE TABLE access_review_finding (
    review_id uuid        NOT NULL REFERENCES access_review (id) ON DELETE CASCADE,
    kind      text        NOT NULL,
    key       text        NOT NULL,
    since     timestamptz NOT NULL,
    PRIMARY KEY (review_id, kind, key)
);
--rollback DROP TABLE access_review_finding; DROP TABLE access_review;

--changeset signet:103-approval-request
--comment: What one administrator asked for and another has to allow. Used up by deleting it; the audit trail keeps what became of it.
CREATE TABLE approval_request (
    id           uuid        PRIMARY KEY,
    action       text        NOT NULL CHECK (length(action) <= 50),
    account_id   uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    requested_by uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    requested_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    UNIQUE (account_id, action)
);
CREATE INDEX approval_request_expires_at_idx ON approval_request (expires_at);
CREATE INDEX approval_request_requested_by_idx ON approval_request (requested_by);
--rollback DROP TABLE approval_request;
