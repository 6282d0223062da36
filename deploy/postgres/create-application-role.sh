#!/bin/sh
# Run once by the PostgreSQL image, as the owner: adds the role that Signet works with. It reads and writes rows; what it
# may do with which table is granted by Signet's own migrations.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$(cat "$APPLICATION_PASSWORD_FILE")" \
    --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE signet_app LOGIN PASSWORD :'password';
SQL
