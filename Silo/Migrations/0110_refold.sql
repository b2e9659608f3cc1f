-- Kinds whose rows wait to be made anew from their events: a migration names them, the next start does it and removes
-- them. Columns of publications (0093) were left empty in rows written before it.
-- app: select, delete on refold
-- refold: project
create table refold (kind text primary key, migration int not null, asked timestamptz not null default now());
