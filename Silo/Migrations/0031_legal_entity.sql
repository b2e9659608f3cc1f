-- Organisations and their tree; names and codes are public.
-- app: select, insert, update on legal_entity

create table legal_entity (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    name text,
    credit_code text,
    kind text,
    region text,
    path text,
    competent_authority text,
    recommending_unit text,
    recommending_unit_name text,
    tokens text[]
);
create index legal_entity_name on legal_entity (name collate "zh-x-icu", key);
create index legal_entity_tokens on legal_entity using gin (tokens);
