--liquibase formatted sql

--changeset signet:030-role-assignment
--comment: What a role allows is in the program. A name that it does not know allows nothing, so two versions can share this.
CREATE TABLE role_assignment (
    account_id uuid        NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
    role       text        NOT NULL CHECK (length(role) <= 100),
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, role)
);
CREATE INDEX role_assignment_role_idx ON role_assignment (role);
--rollback DROP TABLE role_assignment;
