#!/usr/bin/env bash
# Run once by the PostgreSQL image: the two roles and the database, as ./sungov up makes them.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" <<'END'
create role sungov_owner login password :'owner';
create role sungov_app login password :'app';
create database sungov owner sungov_owner;
END
