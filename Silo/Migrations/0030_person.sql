-- People, and sessions (design section 6). Resident id, mobile and password hash are sealed inside data.
-- app: select, insert, update on person, session

create table person (
    key text primary key,
    version bigint not null,
    data jsonb not null,
    seal bytea not null,
    name text,
    login text,
    units text[],
    roles text[],
    held text[],
    tokens text[]
);
create index person_name on person (name collate "zh-x-icu", key);
create index person_units on person using gin (units);
create index person_tokens on person using gin (tokens);

-- The id is the SM3 of the cookie's token; the token is stored nowhere. used_at is at most 5 minutes old.
create table session (
    id text primary key,
    person text not null,
    opened_at timestamptz not null,
    used_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    from_address text not null
);
create index session_open on session (person, expires_at) where ended_at is null;
