--liquibase formatted sql

--changeset signet:057-device-authorization
--comment: Devices that wait for somebody to allow them (RFC 8628). Of the device code there is the SHA-256; the user code is short, so of it there is a MAC.
CREATE TABLE device_authorization (
    device_code_hash bytea       PRIMARY KEY CHECK (length(device_code_hash) = 32),
    user_code_mac    bytea       NOT NULL UNIQUE CHECK (length(user_code_mac) = 32),
    client_id        text        NOT NULL REFERENCES client (client_id) ON DELETE CASCADE,
    scopes           text[]      NOT NULL,
    address          inet,
    user_agent       text,
    asked_at         timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    poll_interval    integer     NOT NULL,
    polled_at        timestamptz,
    state            text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'denied', 'consumed')),
    account_id       uuid        REFERENCES user_account (id) ON DELETE CASCADE,
    sid              uuid,
    auth_time        timestamptz,
    acr              text,
    amr              text[],
    CHECK (state <> 'approved' OR (account_id IS NOT NULL AND sid IS NOT NULL AND auth_time IS NOT NULL AND acr IS NOT NULL AND amr IS NOT NULL))
);
CREATE INDEX device_authorization_expires_at_idx ON device_authorization (expires_at);
CREATE INDEX device_authorization_client_idx ON device_authorization (client_id);
CREATE INDEX device_authorization_account_idx ON device_authorization (account_id);
--rollback DROP TABLE device_authorization;
