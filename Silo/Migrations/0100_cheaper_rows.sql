-- States and bodies of more than 2 KiB are compressed at every write. LZ4 takes a small part of the time that
-- PostgreSQL's own method takes and gives nearly the same size; a server built without it keeps its own.
do $$
declare
    place record;
begin
    for place in
        select c.relname as tab, a.attname as col
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = current_schema and c.relkind = 'r' and not a.attisdropped
            and ((a.attname = 'data' and a.atttypid = 'jsonb'::regtype)
                or (c.relname = 'journal' and a.attname = 'body')
                or (c.relname in ('section', 'section_version') and a.attname = 'content'))
    loop
        execute format('alter table %I alter column %I set compression lz4', place.tab, place.col);
    end loop;
exception when feature_not_supported then
    raise notice 'this server has no lz4; it goes on with its own compression';
end $$;

-- What a GIN index has gathered is worked into it by whoever fills it up, while all writers wait. A sixteenth of the
-- usual 4 MB is worked in within milliseconds.
alter index project_participants set (gin_pending_list_limit = 256);
alter index project_holders set (gin_pending_list_limit = 256);
alter index project_readers set (gin_pending_list_limit = 256);
alter index project_search set (gin_pending_list_limit = 256);
alter index project_objections set (gin_pending_list_limit = 256);

-- None of the indexed columns of these changes when they are written again and again: with room left in its page a new
-- version needs no new index entries.
alter table review_desk set (fillfactor = 70);
alter table review_group set (fillfactor = 70);
alter table review_activity set (fillfactor = 70);
alter table number_series set (fillfactor = 70);
