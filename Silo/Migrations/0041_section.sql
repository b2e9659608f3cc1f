-- Drafts are working paper: overwritten in place, the last 20 versions kept. Contents never change and are named by
-- their SM3 (design section 4).
-- app: select, insert, update on section
-- app: select, insert, delete on section_version
-- app: select, insert on content

create table section (
    project text not null,
    form text not null,
    section text not null,
    version int not null,
    content bytea not null,
    saved_at timestamptz not null,
    saved_by text not null,
    command uuid not null,
    primary key (project, form, section)
);

create table section_version (
    project text not null,
    form text not null,
    section text not null,
    version int not null,
    content bytea not null,
    saved_at timestamptz not null,
    saved_by text not null,
    command uuid not null,
    primary key (project, form, section, version)
);

create table content (
    sm3 text primary key,
    bytes bytea not null,
    kept_at timestamptz not null default now()
);
