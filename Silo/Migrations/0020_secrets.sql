-- Data keys, wrapped by the master key, which is never in the database. A destroyed key keeps its row without a key,
-- so that what was sealed under it is known to be gone on purpose.
create table data_key (
    id text primary key,
    owner text not null,
    purpose text not null,
    wrapped bytea,
    master text not null,
    created_at timestamptz not null,
    destroyed_at timestamptz,
    unique (purpose, owner)
);

-- The application makes keys, wraps them anew and destroys them; it never removes a row or changes whose it is.
do $$
begin
    if current_setting('sungov.app_role', true) <> '' then
        execute format('grant select, insert, update (wrapped, master, destroyed_at) on data_key to %I',
            current_setting('sungov.app_role'));
    end if;
end
$$;
