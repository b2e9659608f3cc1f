-- Data keys, wrapped by the master key, which is never in the database. A destroyed key keeps its row without a key,
-- so that what was sealed under it is known to be gone on purpose.
-- app: select, insert, update on data_key

create table data_key (
    id text primary key,
    owner text not null,
    purpose text not null,
    wrapped bytea,
    master text not null,
    created_at timestamptz not null,
    destroyed_at timestamptz,
    unique (purpose, owner)
);
