--liquibase formatted sql

--changeset signet:999-application-role runOnChange:true runAlways:true splitStatements:false
--comment: The application reads and writes rows and nothing else; on the audit trail it may not even change or delete them. In one transaction, so that it never could. Months of the trail are reached through their table, and so with its rights.
GRANT USAGE ON SCHEMA public TO "${application_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${application_role}";
REVOKE INSERT, UPDATE, DELETE ON databasechangelog, databasechangeloglock FROM "${application_role}";
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_era, audit_seal FROM "${application_role}";
DO $$
DECLARE
    partition regclass;
BEGIN
    IF current_user = '${application_role}' THEN
        RETURN; -- one role for everything: it would take from itself what the next migration needs
    END IF;
    FOR partition IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'audit_event'::regclass LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %I', partition, '${application_role}');
    END LOOP;
END $$;
--rollback empty
