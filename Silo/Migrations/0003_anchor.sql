-- Signed roots over the journal: design section 4, docs/journal.md.
-- app: select, insert on anchor

create table anchor (
    n bigint primary key,
    first_seq bigint not null,
    last_seq bigint not null,
    entries bigint not null,
    root bytea not null,
    prev bytea not null,
    at timestamptz not null,
    key text not null,
    signature bytea not null
);
create unique index anchor_last on anchor (last_seq);
