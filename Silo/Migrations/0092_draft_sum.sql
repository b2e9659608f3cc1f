-- The sum that a draft never submitted asks for, as of its last saved section: working paper like the draft itself.
-- app: select, insert, update on draft_sum

create table draft_sum (
    project text primary key,
    fen bigint
);
