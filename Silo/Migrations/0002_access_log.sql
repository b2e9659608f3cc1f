-- Logins, refusals and disclosures, chained per process and day: docs/journal.md.
-- app: select, insert on access_log

create table access_log (
    id bigint generated always as identity primary key,
    chain uuid not null,
    day date not null,
    n int not null,
    at timestamptz not null,
    what text not null,
    person text not null,
    identity text not null,
    kind text not null,
    key text not null,
    code text not null,
    origin text not null,
    count bigint not null,
    prev bytea not null,
    hash bytea not null,
    unique (chain, day, n)
);
create index access_log_person on access_log (person, id);
