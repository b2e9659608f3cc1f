-- Prints by their version code, so that anybody can ask what a print is (docs/documents.md). One row per content.
-- app: select, insert on print

create table print (
    code text primary key,
    project text not null,
    form text not null,
    at timestamptz not null
);
