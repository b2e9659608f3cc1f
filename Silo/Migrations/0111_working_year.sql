-- Years of the calendar of working days that administrators put in place; those shipped with the release are a file.
-- app: select, insert, update on working_year
create table working_year (
    key text primary key, version bigint not null, data jsonb not null, seal bytea not null) with (fillfactor = 70);
