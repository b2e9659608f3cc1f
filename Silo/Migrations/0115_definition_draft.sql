-- Drafts of definitions are working paper: overwritten in place, the last 20 versions kept, in no journal (design
-- section 4). A draft given up has no definition; its version goes on counting. The plain columns are for lists.
-- app: select, insert, update on definition_draft
-- app: select, insert, delete on definition_draft_version

create table definition_draft (
    programme text primary key,
    version int not null,
    definition bytea,
    based_on int not null,
    saved_at timestamptz not null,
    saved_by text not null,
    command uuid not null,
    name_zh text,
    name_en text,
    class text,
    owner text
);

create table definition_draft_version (
    programme text not null,
    version int not null,
    definition bytea,
    based_on int not null,
    saved_at timestamptz not null,
    saved_by text not null,
    command uuid not null,
    primary key (programme, version)
);

-- Whether projects can be started: published, suspended or retired.
alter table programme add column state text;
update programme set state = 'published';
