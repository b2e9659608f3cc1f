-- Reminders of the embedded engine (the genuine one brings its own tables): the first tick, and each period after it.
-- app: select, insert, update, delete on reminder

create table reminder (
    grain text not null,
    key text not null,
    name text not null,
    start_at timestamptz not null,
    period interval not null,
    primary key (grain, key, name)
);
