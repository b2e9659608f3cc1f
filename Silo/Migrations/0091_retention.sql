-- Ended sessions and old messages are removed; their ends are looked for by these.
-- app: delete on session, message

create index session_expires on session (expires_at);
create index session_ended on session (ended_at) where ended_at is not null;
create index message_read on message (read_at) where read_at is not null;
create index message_never_read on message (at) where read_at is null;
