-- Lists of one call are walked in their order, too: its rows lie far behind those of newer calls. Projects without
-- objections, which are nearly all, need no entry in the index of these.
drop index project_call;
create index project_call on project (call, changed_at desc nulls last, key);
drop index project_objections;
create index project_objections on project using gin (objections) where objections <> '{}';
