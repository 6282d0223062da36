--liquibase formatted sql

--changeset signet:999-application-role runOnChange:true runAlways:true
--comment: The application reads and writes rows and nothing else; on the audit trail it may not even change or delete them.
GRANT USAGE ON SCHEMA public TO "${application_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${application_role}";
REVOKE INSERT, UPDATE, DELETE ON databasechangelog, databasechangeloglock FROM "${application_role}";
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM "${application_role}";
--rollback empty
