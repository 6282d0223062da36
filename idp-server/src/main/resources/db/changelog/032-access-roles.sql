--liquibase formatted sql

--changeset signet:032-custom-role
--comment: Roles that administrators make. A permission that a version of the program does not know allows nothing there.
CREATE TABLE custom_role (
    name        text        PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' AND length(name) <= 50),
    description text        NOT NULL CHECK (length(description) <= 200),
    permissions text[]      NOT NULL,
    version     integer     NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
--rollback DROP TABLE custom_role;
