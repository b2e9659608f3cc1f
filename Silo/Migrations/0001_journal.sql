-- What every thing with rules writes: design section 4, docs/journal.md.
-- app: select, insert on journal, claim
-- app: select, insert, update, delete on due

create table journal (
    seq bigint generated always as identity,
    kind text not null,
    key text not null,
    version bigint not null,
    command uuid not null,
    digest bytea not null,
    answer text,
    actor text not null,
    identity text not null,
    on_behalf text not null,
    at timestamptz not null,
    body bytea not null,
    prev bytea not null,
    hash bytea not null,
    primary key (kind, key, version),
    unique (kind, key, command)
);
create unique index journal_seq on journal (seq);

create table claim (
    space text not null,
    value text not null,
    owner text not null,
    primary key (space, value)
);

-- What must happen later (own) or elsewhere (not own: the outbox). `ready` is `at`, pushed back by a lease while the
-- row is being delivered and by every failure; a row that failed ten times is stuck until an administrator retries.
create table due (
    id uuid primary key,
    at timestamptz not null,
    n bigint generated always as identity,
    kind text not null,
    key text not null,
    what text not null,
    own boolean not null,
    ready timestamptz not null,
    attempts int not null default 0,
    error text,
    stuck boolean not null default false
);
create index due_ready on due (ready, n) where not stuck;
create index due_own on due (kind, key, what) where own;
create index due_stuck on due (n) where stuck;
