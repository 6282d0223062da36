--liquibase formatted sql

--changeset signet:113-session-origin
--comment: Sign-ins that another provider vouched for, as it knows them. A session that began with one ends when the provider says that it is over. The row is kept as long as the session can last.
CREATE TABLE session_origin (
    id           uuid        PRIMARY KEY,
    issuer       text        NOT NULL CHECK (length(issuer) BETWEEN 1 AND 512),
    subject      text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    upstream_sid text        CHECK (length(upstream_sid) BETWEEN 1 AND 255),
    ended_at     timestamptz,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX session_origin_subject_idx ON session_origin (issuer, subject);
CREATE INDEX session_origin_upstream_sid_idx ON session_origin (issuer, upstream_sid);
CREATE INDEX session_origin_expires_at_idx ON session_origin (expires_at);
--rollback DROP TABLE session_origin;

--changeset signet:113-browser-session-origin
--comment: Null for a session that began here.
ALTER TABLE browser_session ADD COLUMN origin uuid REFERENCES session_origin (id) ON DELETE SET NULL;
CREATE INDEX browser_session_origin_idx ON browser_session (origin) WHERE origin IS NOT NULL;
--rollback ALTER TABLE browser_session DROP COLUMN origin;

--changeset signet:113-sign-in-stage-origin
--comment: What the session will have begun with, once the second factor is proved.
ALTER TABLE sign_in_stage ADD COLUMN origin uuid REFERENCES session_origin (id) ON DELETE SET NULL;
CREATE INDEX sign_in_stage_origin_idx ON sign_in_stage (origin) WHERE origin IS NOT NULL;
--rollback ALTER TABLE sign_in_stage DROP COLUMN origin;

--changeset signet:113-upstream-logout-token
--comment: Logout tokens that were received, by the SHA-256 of issuer and jti, so that each counts once on all nodes. Until the token itself is too old.
CREATE TABLE upstream_logout_token (
    token_hash bytea       PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    expires_at timestamptz NOT NULL
);
CREATE INDEX upstream_logout_token_expires_at_idx ON upstream_logout_token (expires_at);
--rollback DROP TABLE upstream_logout_token;
