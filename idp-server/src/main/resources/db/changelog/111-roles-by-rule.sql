--liquibase formatted sql

--changeset signet:111-role-by-rule
--comment: A role that a rule gave names the provider whose word it is, and ends unless that word is heard again. Both are null for a role that somebody gave.
ALTER TABLE role_assignment
    ADD COLUMN given_by    text CHECK (length(given_by) <= 32),
    ADD COLUMN valid_until timestamptz,
    ADD CONSTRAINT role_assignment_rule_check CHECK ((given_by IS NULL) = (valid_until IS NULL));
CREATE INDEX role_assignment_given_by_idx ON role_assignment (given_by, role) WHERE given_by IS NOT NULL;
CREATE INDEX role_assignment_valid_until_idx ON role_assignment (valid_until) WHERE valid_until IS NOT NULL;
--rollback DROP INDEX role_assignment_valid_until_idx;
--rollback DROP INDEX role_assignment_given_by_idx;
--rollback ALTER TABLE role_assignment DROP CONSTRAINT role_assignment_rule_check, DROP COLUMN valid_until, DROP COLUMN given_by;
