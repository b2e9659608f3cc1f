import { matchRoutes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { paths } from './paths';
import { routes } from './routes';

const samples = {
  portal: paths.portal(), calls: paths.calls({ status: 'open' }), call: paths.call('c1'), notices: paths.notices(),
  publications: paths.publications({ status: 'past' }), publication: paths.publication('c1.notice.20261123'),
  objectTo: paths.objectTo('c1.notice.20261123', 'p1'), objection: paths.objection('AAAAA-BBBBB-CCCCC'),
  help: paths.help(), checkDocument: paths.checkDocument('A-B'), login: paths.login('/work?x=1'), tasks: paths.tasks(), search: paths.search('稀土 材料'),
  projects: paths.projects({ call: 'c1', stage: 'second' }), start: paths.start('c1'),
  project: paths.project('p/1', { tab: 'trail', as: 'i1' }), form: paths.form('p1', 'application', 'budget'),
  viewForm: paths.viewForm('p1', 'application'), viewFile: paths.viewFile('p1', 'f1', '一.pdf'),
  manageCalls: paths.manageCalls(), newCall: paths.newCall(), manageCall: paths.manageCall('c1'), entities: paths.entities(),
  entity: paths.entity('e1'), messages: paths.messages(), password: paths.password(), people: paths.people(), person: paths.person('p1'), newPerson: paths.newPerson(),
  newEntity: paths.newEntity(),
  journal: paths.journal({ kind: 'project', key: 'p1' }), journalEntry: paths.journalEntry(7), accesses: paths.accesses(),
  stuck: paths.stuck(), calendar: paths.calendar(), experts: paths.experts(), ownExpert: paths.ownExpert(), expert: paths.expert('x1'),
  delegations: paths.delegations(), desks: paths.desks(), desk: paths.desk('d1', 'p1'), reviews: paths.reviews({ status: 'open' }),
  newReview: paths.newReview({ call: 'c1' }), review: paths.review('r1', { tab: 'ranking' }),
  programmes: paths.programmes(), newProgramme: paths.newProgramme('key-rnd'), programme: paths.programme('key-rnd'),
  design: paths.design('key-rnd'), programmeVersion: paths.programmeVersion('key-rnd', 2),
  compareProgramme: paths.compareProgramme('key-rnd', 2, 'draft'), tryProgramme: paths.tryProgramme('key-rnd'),
  migrateProgramme: paths.migrateProgramme('key-rnd'),
  task: paths.task('p1', { as: 'i1' }), batch: paths.batch('b1', { as: 'i1' }),
};

describe('Addresses', () => {
  it('are these', () => expect(samples).toMatchSnapshot());

  it('cover every path there is', () => expect(Object.keys(samples).sort()).toEqual(Object.keys(paths).sort()));

  it.each(Object.entries(samples))('of %s lead to a page of their own', (_name, address) => {
    const found = matchRoutes(routes, address.split('?')[0] ?? '');
    expect(found?.at(-1)?.route.path).not.toBe('*');
    expect(found?.at(-1)?.route).toBeDefined();
  });
});
