-- Messages to a role at an organisation look for who holds it.
create index person_held on person using gin (held);
