-- The expert register. fields holds the disciplines' codes at every level, so that a prefix is one look-up.
-- app: select, insert, update on expert

create table expert (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    person text,
    name text,
    entity text,
    entity_name text,
    entity_path text,
    region text,
    status text,
    fields text[],
    changed_at timestamptz,
    tokens text[]
);
create index expert_person on expert (person);
create index expert_name on expert (name collate "zh-x-icu", key);
create index expert_entity_path on expert (entity_path text_pattern_ops);
create index expert_fields on expert using gin (fields);
create index expert_tokens on expert using gin (tokens);
