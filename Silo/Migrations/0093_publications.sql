-- What everybody may see of a project, now and to the end of each period (R-APV-04): an array, so that projects of one
-- call, stage and day read as one publication, also when it is past. Numbers of objections find their project.
-- app: select, insert, update on project (as before)
alter table project add column publications jsonb;
alter table project add column objections text[] not null default '{}';
alter table project add column open_objections int not null default 0;
drop index project_public;
alter table project drop column public;
alter table project drop column public_from;
alter table project drop column public_until;
create index project_publications on project using gin (publications jsonb_path_ops) where publications is not null;
create index project_objections on project using gin (objections);
