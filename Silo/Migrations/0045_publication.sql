-- What everybody may see of a project now (R-APV-04); null while nothing is shown.
-- app: select, insert, update on project (as before)
alter table project add column public jsonb;
alter table project add column public_from timestamptz;
alter table project add column public_until timestamptz;
create index project_public on project (public_from) where public is not null;
