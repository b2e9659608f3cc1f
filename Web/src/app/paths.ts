/** Every address of the application, in one place. */
const part = encodeURIComponent;

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) {
      params.set(name, value);
    }
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export type ProjectTab = 'content' | 'opinions' | 'decisions' | 'objections' | 'documents' | 'trail';

export type ReviewTab = 'progress' | 'groups' | 'projects' | 'ranking' | 'release' | 'experts';

export const paths = {
  portal: () => '/',
  calls: (query: { search?: string; status?: string } = {}) => withQuery('/calls', query),
  call: (call: string) => `/calls/${part(call)}`,
  notices: () => '/notices',
  publications: (query: { search?: string; status?: string } = {}) => withQuery('/publications', query),
  publication: (publication: string) => `/publications/${part(publication)}`,
  objectTo: (publication: string, project: string) => `/publications/${part(publication)}/object/${part(project)}`,
  objection: (number?: string) => (number ? `/objections/${part(number)}` : '/objections'),
  help: () => '/help',
  checkDocument: (code?: string) => (code ? `/documents/${part(code)}` : '/documents'),
  login: (next?: string) => withQuery('/login', { next }),
  tasks: () => '/work',
  search: (words?: string) => withQuery('/work/search', { q: words }),
  projects: (query: { call?: string; stage?: string; status?: string; search?: string; entity?: string } = {}) =>
    withQuery('/work/projects', query),
  start: (call: string) => withQuery('/work/projects/new', { call }),
  /** `as` opens the project under one of the person's identities, in that tab only. */
  project: (project: string, query: { tab?: ProjectTab; as?: string } = {}) =>
    withQuery(`/work/projects/${part(project)}`, query),
  /** The project's open task with the material beside it, under one of the person's identities. */
  task: (project: string, query: { as?: string; show?: string } = {}) => withQuery(`/work/tasks/${part(project)}`, query),
  batch: (batch: string, query: { as?: string } = {}) => withQuery(`/work/batches/${part(batch)}`, query),
  form: (project: string, form: string, section?: string) =>
    `/work/projects/${part(project)}/forms/${part(form)}${section ? `/${part(section)}` : ''}`,
  viewForm: (project: string, form: string) => `/work/projects/${part(project)}/view/${part(form)}`,
  viewFile: (project: string, file: string, name: string) =>
    withQuery(`/work/projects/${part(project)}/files/${part(file)}`, { name }),
  manageCalls: () => '/work/calls',
  newCall: () => '/work/calls/new',
  manageCall: (call: string) => `/work/calls/${part(call)}`,
  entities: (query: { search?: string } = {}) => withQuery('/work/entities', query),
  newEntity: () => '/work/entities/new',
  entity: (entity: string) => `/work/entities/${part(entity)}`,
  experts: () => '/work/experts',
  ownExpert: () => '/work/experts/mine',
  expert: (expert: string) => `/work/experts/${part(expert)}`,
  delegations: () => '/work/delegations',
  desks: () => '/work/review-desks',
  desk: (desk: string, project?: string) => `/work/review-desks/${part(desk)}${project ? `/${part(project)}` : ''}`,
  reviews: (query: { status?: string; call?: string } = {}) => withQuery('/work/reviews', query),
  newReview: (query: { call?: string; stage?: string } = {}) => withQuery('/work/reviews/new', query),
  review: (review: string, query: { tab?: ReviewTab } = {}) => withQuery(`/work/reviews/${part(review)}`, query),
  messages: () => '/work/messages',
  password: () => '/work/password',
  person: (person: string) => `/admin/people/${part(person)}`,
  newPerson: () => '/admin/people/new',
  people: (query: { search?: string } = {}) => withQuery('/admin/people', query),
  journal: (query: { kind?: string; key?: string } = {}) => withQuery('/admin/journal', query),
  journalEntry: (sequence: number | string) => `/admin/journal/${part(String(sequence))}`,
  accesses: () => '/admin/accesses',
  stuck: () => '/admin/stuck',
  programmes: () => '/admin/programmes',
  newProgramme: (copy?: string) => withQuery('/admin/programmes/new', { from: copy ? 'copy' : undefined, copy }),
  programme: (programme: string) => `/admin/programmes/${part(programme)}`,
  /** The designer; what follows names a part of the definition: `stages/intake`. */
  design: (programme: string) => `/admin/programmes/${part(programme)}/design`,
  programmeVersion: (programme: string, version: number) => `/admin/programmes/${part(programme)}/versions/${version}`,
  compareProgramme: (programme: string, from: number, to: string) =>
    `/admin/programmes/${part(programme)}/compare/${from}/${part(to)}`,
  tryProgramme: (programme: string) => `/admin/programmes/${part(programme)}/trial`,
  migrateProgramme: (programme: string, plan?: string) =>
    `/admin/programmes/${part(programme)}/migration${plan ? `/${part(plan)}` : ''}`,
  calendar: () => '/admin/calendar',
} as const;
