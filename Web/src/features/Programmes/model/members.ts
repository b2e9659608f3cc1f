import type { Part } from './definition';

/** What a name in a definition refers to. */
export type Reference =
  | 'stage' | 'holder' | 'form' | 'section' | 'document' | 'task' | 'action' | 'quota' | 'fact'
  | 'step' // a stage, or stage/task
  | 'path' // form/section/field
  | 'rule-field' // a field of the same section, or section/field for rules of a form
  | 'source'; // a fact of the project, facts/name, decided/stage/field or form/section/field

/** What a rule reads: the project's facts, a section's content, a form's sections, all forms, or what is asked for. */
export type Sight = 'project' | 'section' | 'form' | 'contents' | 'asked';

export type Shape =
  | { is: 'id' | 'words' | 'long-words' | 'text' | 'flag' | 'texts' | 'role' | 'organisation' }
  | { is: 'number'; least?: number; most?: number; whole?: boolean; money?: boolean }
  | { is: 'pick'; of: readonly string[] }
  | { is: 'ref' | 'refs'; to: Reference }
  | { is: 'logic'; sight: Sight }
  | { is: 'part' | 'parts' | 'named'; part: PartName }
  | { is: 'paths' | 'groups' };

export interface Member {
  name: string;
  shape: Shape;
  /** Shown although nothing is said; the others wait behind “more settings”. */
  usual?: boolean;
  /** A part cannot be read without it: it stays, if empty, and cannot be cleared. */
  need?: boolean;
  /** Whether it has a meaning in this part. */
  fits?: (part: Part) => boolean;
}

export type PartName =
  | 'programme' | 'holder' | 'document' | 'form' | 'section' | 'field' | 'column' | 'asked' | 'option' | 'fieldRule' | 'formRule'
  | 'askedRule' | 'stage' | 'task' | 'deadline' | 'period' | 'public' | 'publicField' | 'action' | 'route' | 'serial' | 'archive'
  | 'quota' | 'withdrawal' | 'mode' | 'choice' | 'instant' | 'instantRule' | 'validity' | 'repeats' | 'sheet' | 'indicator' | 'grade' | 'comment';

export const classes = ['department', 'cross-department', 'delegated', 'self-initiated'] as const;
export const stageKinds = ['fill', 'review', 'approve', 'sign', 'publicise', 'wait', 'register', 'issue', 'archive', 'end'] as const;
export const fieldKinds = [
  'text', 'long-text', 'number', 'integer', 'money', 'date', 'choice', 'tree-choice', 'person', 'legal-entity', 'file', 'table',
  'member-table', 'statement',
] as const;
const columnKinds = fieldKinds.filter((kind) => !['file', 'table', 'member-table'].includes(kind));

const kindIn = (...kinds: string[]) => (part: Part) => kinds.includes(String(part.kind));
const not = (fits: (part: Part) => boolean) => (part: Part) => !fits(part);
const has = (name: string) => (part: Part) => part[name] !== undefined;
const isTable = kindIn('table', 'member-table');
const isNumber = kindIn('number', 'integer', 'money');
const isText = kindIn('text', 'long-text');
const lasts = kindIn('publicise', 'wait');
const ends = kindIn('end');

const id: Member = { name: 'id', shape: { is: 'id' }, usual: true, need: true };
const name: Member = { name: 'name', shape: { is: 'words' }, usual: true, need: true };
const help: Member = { name: 'help', shape: { is: 'long-words' } };
const when: Member = { name: 'when', shape: { is: 'logic', sight: 'project' } };

function field(kinds: readonly string[], own: Member[]): Member[] {
  return [
    id,
    { name: 'kind', shape: { is: 'pick', of: kinds }, usual: true, need: true },
    name,
    { name: 'required', shape: { is: 'flag' }, usual: true, fits: not(kindIn('statement')) },
    { name: 'options', shape: { is: 'parts', part: 'option' }, usual: true, fits: kindIn('choice') },
    { name: 'codes', shape: { is: 'text' }, usual: true, fits: kindIn('tree-choice') },
    { name: 'leaves', shape: { is: 'flag' }, fits: kindIn('tree-choice') },
    { name: 'decimals', shape: { is: 'number', least: 0, most: 6, whole: true }, fits: kindIn('number') },
    { name: 'text', shape: { is: 'long-words' }, usual: true, fits: kindIn('statement') },
    help,
    { name: 'minLength', shape: { is: 'number', least: 0, whole: true }, fits: isText },
    { name: 'maxLength', shape: { is: 'number', least: 1, whole: true }, usual: true, fits: isText },
    { name: 'pattern', shape: { is: 'text' }, fits: isText },
    { name: 'minimum', shape: { is: 'number', money: true }, fits: isNumber },
    { name: 'maximum', shape: { is: 'number', money: true }, fits: isNumber },
    ...own,
  ];
}

const identifying: Member = { name: 'identifying', shape: { is: 'flag' } };
const prefilled: Member[] = [
  { name: 'prefill', shape: { is: 'ref', to: 'source' }, fits: not(kindIn('file', 'statement')) },
  { name: 'locked', shape: { is: 'flag' }, fits: has('prefill') },
];
const dependent: Member[] = [
  { name: 'requiredWhen', shape: { is: 'logic', sight: 'section' } },
  { name: 'visibleWhen', shape: { is: 'logic', sight: 'section' } },
];
const table: Member[] = [
  { name: 'columns', shape: { is: 'parts', part: 'column' }, usual: true, fits: isTable },
  { name: 'minItems', shape: { is: 'number', least: 0, whole: true }, fits: kindIn('table', 'member-table', 'file') },
  { name: 'maxItems', shape: { is: 'number', least: 1, whole: true }, fits: kindIn('table', 'member-table', 'file') },
];

function rule(sight: Sight): Member[] {
  return [
    id,
    { name: 'holds', shape: { is: 'logic', sight }, usual: true, need: true },
    { name: 'message', shape: { is: 'words' }, usual: true, need: true },
    { name: 'field', shape: { is: 'ref', to: 'rule-field' }, usual: true },
  ];
}

const target: Member = { name: 'target', shape: { is: 'ref', to: 'stage' }, usual: true, need: true };
const numberFormat: Member = { name: 'number', shape: { is: 'text' }, usual: true };

/**
 * What a definition can say, part by part: the editor, renaming, uses and the file's order all follow this table. A
 * new member of the format is a line here and its words in the locale `design`.
 */
export const members: Record<PartName, readonly Member[]> = {
  programme: [
    { name: 'format', shape: { is: 'number' }, need: true, fits: () => false },
    { name: 'programme', shape: { is: 'text' }, need: true, fits: () => false },
    name,
    { name: 'class', shape: { is: 'pick', of: classes }, usual: true, need: true },
    { name: 'owner', shape: { is: 'organisation' }, usual: true, need: true },
    { name: 'title', shape: { is: 'ref', to: 'path' }, usual: true },
    { name: 'requested', shape: { is: 'logic', sight: 'contents' }, usual: true },
    numberFormat,
    { name: 'holders', shape: { is: 'named', part: 'holder' } },
    { name: 'facts', shape: { is: 'paths' } },
    { name: 'documents', shape: { is: 'parts', part: 'document' } },
    { name: 'modes', shape: { is: 'parts', part: 'mode' } },
    { name: 'apart', shape: { is: 'groups' } },
    { name: 'forms', shape: { is: 'parts', part: 'form' } },
    { name: 'sheets', shape: { is: 'parts', part: 'sheet' } },
    { name: 'stages', shape: { is: 'parts', part: 'stage' } },
    { name: 'quotas', shape: { is: 'parts', part: 'quota' } },
    { name: 'withdrawals', shape: { is: 'parts', part: 'withdrawal' } },
  ],
  holder: [
    name,
    { name: 'person', shape: { is: 'pick', of: ['leader'] }, usual: true, fits: not(has('role')) },
    { name: 'role', shape: { is: 'role' }, usual: true, fits: not(has('person')) },
    {
      name: 'at', shape: { is: 'pick', of: ['entity', 'recommending-unit', 'competent-authority', 'owner'] }, usual: true,
      fits: (part) => part.person === undefined && part.organisation === undefined,
    },
    {
      name: 'organisation', shape: { is: 'organisation' }, usual: true,
      fits: (part) => part.person === undefined && part.at === undefined,
    },
    when,
    { name: 'otherwise', shape: { is: 'ref', to: 'holder' }, fits: has('when') },
  ],
  document: [id, name, numberFormat, { name: 'validity', shape: { is: 'part', part: 'validity' } }],
  validity: [
    { name: 'months', shape: { is: 'number', least: 1, whole: true }, usual: true },
    { name: 'until', shape: { is: 'ref', to: 'source' }, usual: true },
  ],
  mode: [id, name, { ...when, usual: true }],
  form: [
    id, name,
    { name: 'sections', shape: { is: 'parts', part: 'section' } },
    { name: 'rules', shape: { is: 'parts', part: 'formRule' }, usual: true },
  ],
  section: [
    id, name, help,
    { name: 'repeats', shape: { is: 'part', part: 'repeats' } },
    { name: 'fields', shape: { is: 'parts', part: 'field' } },
    { name: 'rules', shape: { is: 'parts', part: 'fieldRule' }, usual: true },
  ],
  repeats: [
    { name: 'min', shape: { is: 'number', least: 0, whole: true }, usual: true },
    { name: 'max', shape: { is: 'number', least: 1, whole: true }, usual: true },
  ],
  field: field(fieldKinds, [
    ...table,
    { name: 'accept', shape: { is: 'texts' }, usual: true, fits: kindIn('file') },
    { name: 'maxBytes', shape: { is: 'number', least: 1, whole: true }, fits: kindIn('file') },
    ...dependent,
    identifying,
    { name: 'sensitive', shape: { is: 'flag' } },
    ...prefilled,
    { name: 'fixedAfter', shape: { is: 'ref', to: 'stage' } },
  ]),
  column: field(columnKinds, [{ name: 'sum', shape: { is: 'flag' }, usual: true, fits: isNumber }, ...dependent, identifying]),
  asked: field(fieldKinds.filter((kind) => kind !== 'file'), [
    ...table, ...prefilled, { name: 'internal', shape: { is: 'flag' }, usual: true },
  ]),
  option: [{ name: 'value', shape: { is: 'id' }, usual: true, need: true }, name],
  fieldRule: rule('section'),
  formRule: rule('form'),
  askedRule: rule('asked'),
  stage: [
    id,
    { name: 'kind', shape: { is: 'pick', of: stageKinds }, usual: true, need: true },
    name,
    { name: 'form', shape: { is: 'ref', to: 'form' }, usual: true, fits: kindIn('fill', 'sign') },
    { name: 'repeats', shape: { is: 'flag' }, fits: kindIn('fill') },
    { ...when, fits: not(ends) },
    { name: 'otherwise', shape: { is: 'ref', to: 'stage' }, fits: has('when') },
    { name: 'tasks', shape: { is: 'parts', part: 'task' }, usual: true, fits: not(ends) },
    {
      name: 'join', shape: { is: 'pick', of: ['any', 'all', 'quorum'] },
      fits: (part) => Array.isArray(part.tasks) && (part.tasks.length > 1 || part.join !== undefined),
      usual: true,
    },
    { name: 'quorum', shape: { is: 'number', least: 1, whole: true }, usual: true, fits: (part) => part.join === 'quorum' },
    { name: 'undecided', shape: { is: 'ref', to: 'stage' }, usual: true, fits: (part) => part.join === 'quorum' },
    { name: 'period', shape: { is: 'part', part: 'period' }, usual: true, fits: lasts },
    { name: 'then', shape: { is: 'ref', to: 'stage' }, usual: true, fits: lasts },
    { name: 'public', shape: { is: 'part', part: 'public' }, usual: true, fits: kindIn('publicise') },
    { name: 'deadline', shape: { is: 'part', part: 'deadline' }, usual: true, fits: not(kindIn('end', 'wait', 'publicise')) },
    { name: 'actions', shape: { is: 'parts', part: 'action' }, usual: true, fits: not(ends) },
    { name: 'instant', shape: { is: 'part', part: 'instant' }, fits: kindIn('review', 'approve', 'register', 'issue') },
  ],
  instant: [
    { name: 'action', shape: { is: 'ref', to: 'action' }, usual: true, need: true },
    { name: 'rules', shape: { is: 'parts', part: 'instantRule' }, usual: true },
  ],
  instantRule: rule('project').filter((member) => member.name !== 'field'),
  task: [
    id, name,
    { name: 'holder', shape: { is: 'ref', to: 'holder' }, usual: true, need: true },
    { name: 'optional', shape: { is: 'flag' } },
    when,
    { name: 'people', shape: { is: 'number', least: 1, whole: true } },
    { name: 'weight', shape: { is: 'number', least: 1, whole: true } },
    { name: 'chosen', shape: { is: 'flag' } },
    { name: 'addable', shape: { is: 'flag' } },
  ],
  deadline: [
    { name: 'callCloses', shape: { is: 'flag' }, usual: true, fits: (part) => part.days === undefined && part.workingDays === undefined },
    {
      name: 'days', shape: { is: 'number', least: 1, whole: true }, usual: true,
      fits: (part) => part.callCloses !== true && part.workingDays === undefined,
    },
    {
      name: 'workingDays', shape: { is: 'number', least: 1, whole: true }, usual: true,
      fits: (part) => part.callCloses !== true && part.days === undefined,
    },
    { name: 'correctionDays', shape: { is: 'number', least: 1, whole: true }, usual: true },
    { name: 'pauses', shape: { is: 'flag' } },
  ],
  period: [
    { name: 'days', shape: { is: 'number', least: 1, whole: true }, usual: true },
    { name: 'workingDays', shape: { is: 'number', least: 1, whole: true }, usual: true },
    { name: 'months', shape: { is: 'number', least: 1, whole: true }, usual: true },
    { name: 'until', shape: { is: 'ref', to: 'source' } },
    { name: 'latest', shape: { is: 'ref', to: 'source' } },
  ],
  public: [
    { name: 'fields', shape: { is: 'parts', part: 'publicField' }, usual: true },
    { name: 'upheld', shape: { is: 'ref', to: 'stage' }, usual: true },
    { name: 'anonymous', shape: { is: 'flag' }, usual: true },
    { name: 'how', shape: { is: 'long-words' }, usual: true },
  ],
  publicField: [
    id, name, { name: 'from', shape: { is: 'ref', to: 'source' }, usual: true, need: true }, { name: 'money', shape: { is: 'flag' }, usual: true },
    { name: 'mask', shape: { is: 'flag' }, usual: true },
  ],
  action: [
    id, name, target,
    { name: 'primary', shape: { is: 'flag' }, usual: true },
    { name: 'opinion', shape: { is: 'pick', of: ['none', 'optional', 'required'] }, usual: true },
    { name: 'returns', shape: { is: 'flag' }, usual: true },
    { name: 'asksSections', shape: { is: 'flag' }, fits: has('returns') },
    { name: 'targets', shape: { is: 'refs', to: 'stage' }, fits: has('returns') },
    { name: 'resume', shape: { is: 'flag' }, fits: has('returns') },
    { name: 'chooses', shape: { is: 'part', part: 'choice' } },
    { name: 'submits', shape: { is: 'flag' } },
    { name: 'complete', shape: { is: 'refs', to: 'form' } },
    { name: 'freezes', shape: { is: 'flag' } },
    { name: 'numbers', shape: { is: 'flag' } },
    { name: 'asks', shape: { is: 'parts', part: 'asked' } },
    { name: 'rules', shape: { is: 'parts', part: 'askedRule' } },
    { name: 'routes', shape: { is: 'parts', part: 'route' } },
    when,
    { name: 'for', shape: { is: 'refs', to: 'task' } },
    { name: 'afterOthers', shape: { is: 'flag' } },
    { name: 'veto', shape: { is: 'flag' } },
    { name: 'loops', shape: { is: 'flag' } },
    { name: 'signs', shape: { is: 'flag' } },
    { name: 'serial', shape: { is: 'part', part: 'serial' } },
    { name: 'issues', shape: { is: 'refs', to: 'document' } },
    { name: 'renews', shape: { is: 'flag' }, fits: has('issues') },
    { name: 'voids', shape: { is: 'refs', to: 'document' } },
    { name: 'reserves', shape: { is: 'refs', to: 'quota' } },
    { name: 'releases', shape: { is: 'flag' } },
    { name: 'archives', shape: { is: 'flag' } },
    { name: 'archive', shape: { is: 'part', part: 'archive' }, fits: has('archives') },
  ],
  choice: [
    { name: 'stages', shape: { is: 'refs', to: 'stage' }, usual: true },
    { name: 'tasks', shape: { is: 'flag' }, usual: true },
    { name: 'min', shape: { is: 'number', least: 0, whole: true }, usual: true },
    { name: 'max', shape: { is: 'number', least: 1, whole: true }, usual: true },
  ],
  route: [{ ...when, usual: true, need: true }, target],
  serial: [
    { name: 'field', shape: { is: 'text' }, usual: true, need: true },
    { name: 'format', shape: { is: 'text' }, usual: true, need: true },
  ],
  archive: [
    numberFormat, { name: 'years', shape: { is: 'number', least: 1, whole: true }, usual: true },
    { name: 'secrecy', shape: { is: 'words' }, usual: true },
  ],
  quota: [
    id, name,
    { name: 'per', shape: { is: 'pick', of: ['leader', 'entity', 'recommending-unit'] }, usual: true, need: true },
    { name: 'within', shape: { is: 'pick', of: ['platform', 'programme', 'call'] }, usual: true },
    { name: 'class', shape: { is: 'text' }, usual: true, need: true },
    { name: 'limit', shape: { is: 'number', least: 1, whole: true }, usual: true, fits: not(has('limitOf')) },
    {
      name: 'limitOf', shape: { is: 'pick', of: ['call-entity-cap', 'call-block-places', 'call-block-fen'] }, usual: true,
      fits: not(has('limit')),
    },
    { name: 'amount', shape: { is: 'ref', to: 'source' } },
  ],
  withdrawal: [name, { name: 'stages', shape: { is: 'refs', to: 'stage' }, usual: true }, { ...target, need: false }],
  sheet: [
    id, name,
    { name: 'commitment', shape: { is: 'long-words' }, usual: true },
    { name: 'indicators', shape: { is: 'parts', part: 'indicator' }, usual: true },
    { name: 'comment', shape: { is: 'part', part: 'comment' }, usual: true },
    { name: 'support', shape: { is: 'flag' }, usual: true },
  ],
  indicator: [
    id, name, help,
    { name: 'weight', shape: { is: 'number', least: 0 }, usual: true, need: true },
    { name: 'max', shape: { is: 'number', least: 1 }, usual: true, fits: not(has('grades')) },
    { name: 'step', shape: { is: 'number', least: 0 }, fits: not(has('grades')) },
    { name: 'grades', shape: { is: 'parts', part: 'grade' }, usual: true, fits: not(has('max')) },
    { name: 'comment', shape: { is: 'part', part: 'comment' } },
  ],
  grade: [
    { name: 'value', shape: { is: 'id' }, usual: true, need: true },
    name,
    { name: 'points', shape: { is: 'number', least: 0 }, usual: true, need: true },
  ],
  comment: [
    { name: 'required', shape: { is: 'flag' }, usual: true }, { name: 'minLength', shape: { is: 'number', least: 0, whole: true }, usual: true },
  ],
};

/** What a member is when it is cleared but cannot be left out. */
export function emptyOf({ shape }: Member): unknown {
  switch (shape.is) {
    case 'words': case 'long-words': return { zh: '', en: '' };
    case 'logic': return true;
    case 'number': return 0;
    default: return '';
  }
}

/** What kind of part stands at a place; null where it is a member or nothing known. */
export function partAt(place: string): PartName | null {
  let part: PartName | null = 'programme';
  const steps = place === '' ? [] : place.split('/');
  for (let no = 0; no < steps.length && part; no++) {
    const shape: Shape | undefined = members[part].find((member) => member.name === steps[no])?.shape;
    if (shape?.is === 'part') {
      part = shape.part;
    } else if ((shape?.is === 'parts' || shape?.is === 'named') && no + 1 < steps.length) {
      part = shape.part;
      no += 1;
    } else {
      return null;
    }
  }
  return part;
}
