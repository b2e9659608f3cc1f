-- Migrations of running projects to another version of their definition: one recorded plan each (design section 5).
-- app: select, insert, update on programme_migration

create table programme_migration (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    programme text,
    owner text
);
