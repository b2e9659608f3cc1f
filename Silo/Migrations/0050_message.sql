-- Messages (R-NOT-01): one row per receiver, working data. key is id.person, so that a message is delivered once.
-- app: select, insert, update on message

create table message (
    key text primary key,
    id uuid not null,
    person text not null,
    at timestamptz not null,
    template text not null,
    args jsonb not null,
    project text,
    read_at timestamptz
);
create index message_person on message (person, at desc);
create index message_unread on message (person) where read_at is null;
