-- Review activities, groups and desks (design sections 4 and 5). No column names an expert: persons are sealed under
-- the key of their round inside data, and found by a blind index (box).
-- app: select, insert, update on review_activity, review_group, review_desk, score_sheet

create table review_activity (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    owner text,
    organiser text,
    programme text,
    call text,
    call_title text,
    status text,
    title text,
    stage_zh text,
    stage_en text,
    projects int,
    sheets int,
    opens date,
    closes date,
    created_at timestamptz,
    search text[]
);
create index review_activity_call on review_activity (call);
create index review_activity_owner on review_activity (owner);
create index review_activity_search on review_activity using gin (search);

create table review_group (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    owner text,
    organiser text,
    programme text,
    activity text,
    vacant int,
    frozen boolean
);
create index review_group_activity on review_group (activity);

create table review_desk (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    owner text,
    organiser text,
    programme text,
    activity text,
    panel text,
    box text,
    alias text,
    title text,
    opens date,
    closes date,
    status text,
    projects text[],
    submitted text[],
    unfinished boolean,
    fenced boolean,
    nudged int,
    changed_at timestamptz
);
create index review_desk_activity on review_desk (activity);
create index review_desk_box on review_desk (box);

-- Drafts of sheets: working paper, sealed, overwritten in place.
create table score_sheet (
    desk text not null,
    project text not null,
    version int not null,
    sealed text not null,
    saved_at timestamptz not null,
    command uuid not null,
    primary key (desk, project)
);
