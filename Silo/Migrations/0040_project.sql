-- Programmes, calls, quota holders, number series and projects: a row is snapshot and read model in one (design
-- section 4). The plain columns are computed by the kinds in Grains/.
-- app: select, insert, update on programme, call, quota, number_series, project

create table programme (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    name text,
    class text,
    owner text
);

create table call (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    owner text,
    programme text,
    programme_zh text,
    programme_en text,
    title text,
    year int,
    summary text,
    published boolean,
    opens_at timestamptz,
    closes_at timestamptz,
    notices jsonb,
    search text[]
);
create index call_opens on call (opens_at desc nulls last, key);

create table quota (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    projects text[]
);
create index quota_projects on quota using gin (projects);

create table number_series (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null
);

create table project (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    programme text,
    class text,
    owner text,
    call text,
    stage text,
    status text,
    leader text,
    participants text[],
    entity text,
    entity_path text,
    recommending_unit text,
    competent_authority text,
    region text,
    holders text[],
    readers text[],
    number text,
    title text,
    leader_name text,
    leader_identity text,
    entity_name text,
    recommending_unit_name text,
    call_title text,
    stage_zh text,
    stage_en text,
    holder_names text,
    tasks jsonb,
    since timestamptz,
    returned boolean,
    due_at timestamptz,
    due_of_call boolean,
    submitted_at timestamptz,
    changed_at timestamptz,
    requested_fen bigint,
    search text[]
);
create index project_changed on project (changed_at desc nulls last, key);
create index project_submitted on project (submitted_at desc nulls last, key);
create index project_number on project (number, key);
create index project_call on project (call, stage, status);
create index project_owner on project (owner, changed_at desc);
create index project_entity_path on project (entity_path);
create index project_recommending_unit on project (recommending_unit, changed_at desc);
create index project_participants on project using gin (participants);
create index project_holders on project using gin (holders);
create index project_readers on project using gin (readers);
create index project_search on project using gin (search);
