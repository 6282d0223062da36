--liquibase formatted sql

--changeset signet:106-client-trial
--comment: An administrator tries a client out: for ten minutes a request with this state may come back to the console. Found by the hash of the state; the proof key is encrypted.
CREATE TABLE client_trial (
    state_hash bytea       PRIMARY KEY CHECK (octet_length(state_hash) = 32),
    account_id uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    client_id  text        NOT NULL REFERENCES client (client_id) ON DELETE CASCADE,
    verifier   text        NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX client_trial_account_idx ON client_trial (account_id);
CREATE INDEX client_trial_client_idx ON client_trial (client_id);
CREATE INDEX client_trial_expires_at_idx ON client_trial (expires_at);
--rollback DROP TABLE client_trial;
