-- A page for those who see very many projects is read by walking the order of the list; lists of fewer rows are sorted,
-- and hide these indexes from the planner (ScopedList). Other orders of very many rows are sorted as well.
create index project_changed on project (changed_at desc nulls last, key);
create index project_submitted on project (submitted_at desc nulls last, key);
create index project_number on project (number desc nulls last, key);
