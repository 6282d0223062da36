--liquibase formatted sql

--changeset signet:114-account-merge
--comment: Two accounts that became one, as long as that can be undone. The closed account keeps its row until then; what the kept one got from it is told in moved.
CREATE TABLE account_merge (
    id         uuid        PRIMARY KEY,
    kept_id    uuid        REFERENCES user_account (id) ON DELETE SET NULL,
    closed_id  uuid        NOT NULL UNIQUE REFERENCES user_account (id) ON DELETE CASCADE,
    moved      jsonb       NOT NULL CHECK (jsonb_typeof(moved) = 'object'),
    merged_at  timestamptz NOT NULL,
    undo_until timestamptz NOT NULL,
    CHECK (kept_id <> closed_id)
);
CREATE INDEX account_merge_kept_id_idx ON account_merge (kept_id);
CREATE INDEX account_merge_undo_until_idx ON account_merge (undo_until);
--rollback DROP TABLE account_merge;

--changeset signet:114-account-merge-offer
--comment: Somebody proved this account and wants it merged with another one, which they prove next. By the SHA-256 of a cookie.
CREATE TABLE account_merge_offer (
    id_hash    bytea       PRIMARY KEY CHECK (octet_length(id_hash) = 32),
    account_id uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);
CREATE INDEX account_merge_offer_account_id_idx ON account_merge_offer (account_id);
CREATE INDEX account_merge_offer_expires_at_idx ON account_merge_offer (expires_at);
--rollback DROP TABLE account_merge_offer;
