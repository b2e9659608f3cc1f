// What every walk through a business has in common: forms are filled and tasks done as the API offers them.

/** The civil day so many days after another, e.g. `2026-11-29` and 30. */
export function dayAfter(day, later) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + later);
  return date.toISOString().slice(0, 10);
}

/** What is open to the acting identity on a task, reasons against it aside. */
export const openTo = (view, task) => view.allowed.filter(one => one.task === task && one.why.length === 0);

/**
 * Takes the action decided upon, or else the usual next step, and gives the project as it stands after.
 * `input` is laid over what the action's fields start with; where it is a function it gets these.
 */
export async function act(person, me, project, open, { action, opinion, input }) {
  const chosen = open.find(one => action ? one.action === action : one.primary);
  if (!chosen) throw new Error(`${person.name} cannot ${action ?? 'go on'} in 〈${project.title}〉`);
  const said = chosen.opinion === 'none' ? null : opinion ?? '同意。';
  const given = typeof input === 'function' ? input(chosen.asks?.content) : input;
  const body = { opinion: said, input: chosen.asks ? { ...chosen.asks.content, ...given } : given ?? null };
  const path = `projects/${project.id}/tasks/${chosen.task}/actions/${chosen.action}`;
  // Another decision on the same task is another command.
  return { chosen, after: await person.command(path, body, me, `${path} ${JSON.stringify(body)}`) };
}

/** Fills the forms open to the person: what a form starts with, and over it what `contentOf(form, section)` says. */
export async function fill(person, me, view, project, contentOf, told) {
  for (const form of view.forms.filter(one => one.editable)) {
    const path = `projects/${project.id}/forms/${form.id}`;
    const read = await person.get(path, me);
    for (const section of read.sections.filter(one => one.editable)) {
      const content = { ...section.content, ...contentOf(form.id.split('~')[0], section) };
      const what = `${path} ${section.id} over ${section.version}`;
      const how = { body: { content }, as: me, what, ifMatch: section.version };
      const saved = await person.call('PUT', `${path}/sections/${section.id}`, how);
      if (saved.findings.length > 0) throw new Error(`${path}/${section.id}: ${JSON.stringify(saved.findings)}`);
    }
    told(form);
  }
}
