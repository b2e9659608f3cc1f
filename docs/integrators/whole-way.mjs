#!/usr/bin/env node
// Walks new projects of the programme key-rnd from the call to the archive package, through the HTTP API alone.
// Node.js 20 or later, nothing else. docs/integrators.md explains it; `node whole-way.mjs --help` lists the options.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkPackage } from './check-package.mjs';
import { Site, pause } from './client.mjs';
import { answers, decisions, objection, sheet } from './content.mjs';
import { act, dayAfter, fill, openTo } from './walking.mjs';

const help = `node whole-way.mjs [--base URL] [--state FILE] [--cast FILE] [--password WORD]

  --base      where SunGov is (http://127.0.0.1:8080)
  --state     what is kept between two starts, and beside it the packages (whole-way.json)
  --cast      who plays which part, as JSON; what is left out is as in the demo
  --password  everybody's password (SUNGOV_PASSWORD, or that of the demo)

Exit code 0: all projects are archived. 75: time must pass first, start again then. Else: something went wrong.`;

const { values: options } = parseArgs({ options: {
  base: { type: 'string', default: 'http://127.0.0.1:8080' },
  state: { type: 'string', default: 'whole-way.json' },
  cast: { type: 'string' },
  password: { type: 'string', default: process.env.SUNGOV_PASSWORD ?? 'sunshine-2026' },
  help: { type: 'boolean', default: false },
} });

// Who plays which part: logins. The leaders are candidates; those are taken who may lead one more project.
const cast = {
  officer: 'officer1', organiser: 'organiser1', head: 'head1',
  leaders: ['staff052', 'staff037', 'staff081', 'staff069', 'staff054', 'staff006', 'staff018'],
  others: ['office-u1', 'office-u2', 'office-u4', 'office-i1', 'office-e2', 'city-gz', 'city-sz', 'city-fs',
    'intake1', 'head-gx', 'funds1', 'deputy1'],
  expertLogin: 'x-(.*)', // the part of an expert's id that is the login
  ...(options.cast ? JSON.parse(readFileSync(options.cast, 'utf8')) : {}),
};
const wanted = 3;
const patience = { tries: 60, milliseconds: 500 };

// --- What is kept between two starts: the run's id, the day it began, and ids that the API gave. -------------------

let state = { run: randomUUID(), day: new Date().toISOString().slice(0, 10), projects: [] };

function keep(more) {
  state = { ...state, ...more };
  writeFileSync(options.state, `${JSON.stringify(state, null, 2)}\n`);
}

const day = later => dayAfter(state.day, later);

const people = new Map();
const site = new Site(options.base, () => state.run);
const visitor = site.visitor();

async function as(login) {
  if (!people.has(login)) people.set(login, await site.logIn(login, options.password));
  return people.get(login);
}

// Some things end later, e.g. closing a round: asks again until it is so.
async function until(what, ask) {
  for (let tries = 0; tries < patience.tries; tries += 1) {
    const found = await ask();
    if (found) return found;
    await pause(patience.milliseconds);
  }
  throw new Error(`${what}: still not so after ${patience.tries * patience.milliseconds / 1000} s`);
}

let steps = 0;

function tell(person, what, about = '') {
  steps += 1;
  console.log(`${String(steps).padStart(3)}  ${person.name}  ${what}  ${about}`.trimEnd());
}

// --- A call and three applications. --------------------------------------------------------------------------------

async function openCall() {
  if (state.call) return;
  const officer = await as(cast.officer);
  const { id: me } = officer.identityFor('call.manage');
  const drafted = await officer.command('calls', answers.call(day), me, 'call');
  const published = await officer.command(`calls/${drafted.id}/publication`, {}, me);
  keep({ call: published.id });
  tell(officer, '发布申报通知', published.title);
}

// Leaders are taken who have a place left: their own quota names what fills it.
async function start() {
  for (const login of cast.leaders) {
    if (state.projects.length === wanted) return;
    if (state.projects.some(project => project.leader === login)) continue;
    const leader = await as(login);
    const me = leader.identityFor('project.start');
    const quota = await leader.get(`quotas/leader:${leader.person}`, me.id).catch(none);
    if (quota?.entries.length) continue;
    const at = state.projects.length;
    const body = { call: state.call, title: answers.titles[at], entity: me.organisation.id };
    const started = await leader.command('projects', body, me.id, `start ${at}`);
    keep({ projects: [...state.projects, { id: started.id, title: started.title, leader: login, at }] });
    tell(leader, '开始申报', started.title);
  }
  if (state.projects.length < wanted) throw new Error('too few leaders may lead one more project; see --cast');
}

function none(refused) {
  if (refused.status === 404) return null;
  throw refused;
}

// --- Everybody's task list, again and again, until nobody has anything to do. --------------------------------------

// Tells whether anything was done. Who acts, in which stage and what is open to them comes from the API.
async function everybodysTurn() {
  let done = await objectOnce();
  const logins = [cast.officer, cast.organiser, cast.head, ...state.projects.map(one => one.leader), ...cast.others];
  for (const login of logins) {
    const person = await as(login);
    for await (const task of person.pages('me/tasks', person.person)) {
      const project = state.projects.find(one => one.id === task.project);
      if (project) done = await turn(person, task, project) || done;
    }
  }
  return done;
}

async function turn(person, task, project) {
  const me = task.identity;
  const view = await person.get(`projects/${project.id}`, me);
  const stage = view.stages.find(one => one.state === 'now');
  const open = openTo(view, task.task);
  if (view.openObjections > 0) return answerObjections(person, me, project);
  if (open.length === 0) return false;
  const decide = decisions[stage.id] ?? (() => ({}));
  const decided = decide({ view, task, rank: state.ranks?.[project.id] });
  if (decided.round) return reviewRound(person, me, stage.id);
  await fill(person, me, view, project,
    (form, section) => answers.form(form, section, project, view, day),
    form => tell(person, `填写${form.name.zh}`, `〈${project.title}〉`));
  const { chosen, after } = await act(person, me, project, open, decided);
  const now = after.stages.find(one => one.state === 'now')?.name.zh ?? after.status;
  tell(person, `${stage.name.zh} · ${chosen.name.zh}`, `〈${project.title}〉 → ${now}`);
  return true;
}

// --- A round of review. --------------------------------------------------------------------------------------------

async function reviewRound(organiser, me, stage) {
  const standing = await Promise.all(state.projects.map(one => organiser.get(`projects/${one.id}`, me).catch(none)));
  if (!standing.every(view => view?.stages.some(one => one.id === stage && one.state === 'now'))) return false;
  const made = await organiser.command('review-activities', answers.round(state.call, stage, day), me, 'round');
  const path = `review-activities/${made.id}`;
  const read = () => organiser.get(path, me);
  if ((await read()).status === 'preparing') await prepareRound(organiser, me, path);
  for (let declined = state.declined ?? false; (await read()).status === 'open';) {
    const progress = await organiser.get(`${path}/progress`, me);
    if (progress.submitted === progress.wanted) {
      await organiser.command(`${path}/closing`, { withMissing: false }, me);
      tell(organiser, '结束评审', `${progress.submitted} 份评审表`);
    } else {
      declined = await workAtDesks(path, declined) || declined;
      keep({ declined });
    }
  }
  await until('closing', async () => (await read()).status !== 'closing');
  await releaseRound(organiser, me, path, read);
  return true;
}

async function prepareRound(organiser, me, path) {
  const proposed = await organiser.get(`${path}/group-proposal?most=20`, me);
  const groups = proposed.map(group => ({ ...group, disciplines: answers.disciplines(group.name) }));
  await organiser.call('PUT', `${path}/groups`, { body: { groups }, as: me, what: 'groups' });
  tell(organiser, '项目分组', groups.map(group => `${group.name} ${group.projects.length} 项`).join('，'));
  const drawn = await organiser.command(`${path}/draw`, { reserves: 3 }, me);
  tell(organiser, '抽取专家', drawn.groups.map(one =>
    `${one.name}：候选 ${one.candidates}，回避 ${one.recused}，抽中 ${one.desks}，备选 ${one.reserves}`).join('；'));
  await organiser.command(`${path}/invitation`, {}, me);
  tell(organiser, '邀请专家');
}

// Experts know themselves that they are invited; that we may log in as them, the head must tell us who they are.
async function workAtDesks(path, declined) {
  const head = await as(cast.head);
  const experts = await head.get(`${path}/experts`, head.identityFor('review.experts').id);
  for (const { expert, desk: seat } of experts) {
    const person = await as(expert.match(`^${cast.expertLogin}$`)?.[1] ?? expert);
    const mine = await person.get('me/review-desks', person.person);
    const own = mine.filter(one => one.desk === seat && one.submitted < one.sheets);
    for (const { desk, status } of own.filter(one => ['invited', 'accepted', 'working'].includes(one.status))) {
      const me = person.identities[0].id;
      if (!declined && status === 'invited') {
        await person.command(`review-desks/${desk}/refusal`, { reason: '近期出国访问，无法按时完成评审。' }, me);
        tell(person, '婉拒评审邀请');
        await pause(patience.milliseconds);
        return true;
      }
      await judge(person, me, desk, status);
    }
  }
  return declined;
}

async function judge(person, me, desk, status) {
  if (status === 'invited') await person.command(`review-desks/${desk}/acceptance`, {}, me);
  if (status !== 'working') await person.command(`review-desks/${desk}/commitment`, { agreed: true }, me);
  const read = await person.get(`review-desks/${desk}`, me);
  for (const { project } of read.sheets.filter(one => ['open', 'returned'].includes(one.state))) {
    const material = await person.get(`review-desks/${desk}/projects/${project}/material`, me);
    if (material.forms.length === 0) throw new Error(`desk ${desk}: nothing to read`);
    const path = `review-desks/${desk}/sheets/${project}`;
    const empty = await person.get(path, me);
    const content = sheet(empty.form, state.projects.find(one => one.id === project).at, desk);
    await person.call('PUT', path, { body: content, as: me, what: `${path} draft`, ifMatch: empty.version });
    const done = await person.command(`${path}/submission`, content, me);
    tell(person, '提交评审表', `〈${done.title}〉 ${done.score}`);
  }
}

async function releaseRound(organiser, me, path, read) {
  const { projects } = await organiser.get(`${path}/ranking`, me);
  keep({ ranks: Object.fromEntries(projects.map(one => [one.project, one.rank])) });
  for (const one of projects) tell(organiser, `第 ${one.rank} 名`, `〈${one.title}〉 ${one.score}`);
  const rows = projects.map(one => (
    { project: one.project, action: 'conclude', opinion: `专家评审得分 ${one.score}，排名第 ${one.rank}。` }));
  if ((await read()).status === 'closed') {
    const preview = await organiser.call('POST', `${path}/release-preview`, { body: { rows }, as: me });
    const refused = preview.filter(row => row.state === 'refused');
    if (refused.length > 0) throw new Error(`release: ${JSON.stringify(refused)}`);
    await organiser.command(`${path}/release`, { rows }, me);
  }
  const released = await until('release', async () => {
    const now = await read();
    return now.status === 'released' && now;
  });
  if (released.release.some(row => row.state !== 'done')) throw new Error(JSON.stringify(released.release));
  tell(organiser, '下达评审结果', `${rows.length} 项`);
}

// --- What is shown to everybody. -----------------------------------------------------------------------------------

// A citizen reads the publication of the best project and objects to it, once.
async function objectOnce() {
  if (state.objected) return false;
  for (const { id } of state.projects) {
    const [publication] = (await visitor.get(`public/publications?project=${id}&status=open`)).items;
    if (!publication?.takesObjections) continue;
    const [shown] = (await visitor.get(`public/publications/${publication.id}/projects?project=${id}`)).items;
    const body = { ...objection, publication: publication.id };
    const receipt = await visitor.command(`public/projects/${id}/objections`, body);
    keep({ objected: receipt.id });
    tell(visitor, `对${publication.stage.zh}提出异议 ${receipt.id}`, shown.fields.map(one => `${one.name.zh} ${one.value}`).join('，'));
    return true;
  }
  return false;
}

async function answerObjections(person, me, project) {
  const all = await person.get(`projects/${project.id}/objections`, me);
  for (const one of all.items.filter(known => known.open)) {
    const body = { upheld: false, answer: '经核查，两个项目的研究内容和考核指标不同，不构成重复立项。' };
    await person.command(`projects/${project.id}/objections/${one.id}/answer`, body, me);
    tell(person, '答复异议', `〈${project.title}〉`);
  }
  return true;
}

// --- The end: what is kept, and whether it proves itself. ----------------------------------------------------------

async function finish(project) {
  const leader = await as(project.leader);
  const officer = await as(cast.officer);
  const me = leader.identityFor('project.start').id;
  const view = await leader.get(`projects/${project.id}`, me);
  const trail = await leader.get(`projects/${project.id}/trail`, me);
  if (!trail.verified) throw new Error(`the trail of ${project.title} does not hold: ${trail.fault}`);
  const { publicKey } = await visitor.get('anchors/key');
  const take = async (who, identity) => {
    const bytes = await who.get(`projects/${project.id}/package.zip`, identity);
    const checked = checkPackage(bytes, publicKey);
    if (checked.broken.length > 0) throw new Error(`the package of ${project.title}: ${checked.broken.join('; ')}`);
    return [bytes, checked];
  };
  const [, mine] = await take(leader, me);
  tell(leader, '下载档案包', `其中 ${mine.withheld} 个仅供主管部门掌握的值以哈希代替，其余齐全，签名和哈希相符`);
  const [bytes, checked] = await take(officer, officer.identityFor('call.manage').id);
  const file = join(dirname(options.state), `${view.number}.zip`);
  writeFileSync(file, bytes);
  tell(officer, '下载档案包', `${file}: ${checked.items} 个文件、${checked.entries} 条留痕，签名和哈希相符`);
}

// 'done' when all have ended, 'waiting' with the soonest instant, or neither while somebody has something to do.
async function standing() {
  const views = await Promise.all(state.projects.map(async project => {
    const leader = await as(project.leader);
    return leader.get(`projects/${project.id}`, leader.identityFor('project.start').id);
  }));
  const open = views.filter(view => view.status !== 'ended');
  const passing = open.filter(view =>
    ['publicise', 'wait'].includes(view.stages.find(stage => stage.state === 'now')?.kind));
  return { open, waits: passing.length === open.length, due: open.map(view => view.due).filter(Boolean).sort()[0] };
}

async function walk() {
  if (existsSync(options.state)) state = JSON.parse(readFileSync(options.state, 'utf8'));
  await openCall();
  await start();
  for (;;) {
    if (await everybodysTurn()) continue;
    const { open, waits, due } = await standing();
    if (open.length === 0) break;
    if (!waits) throw new Error(`nobody of the cast can go on: ${open.map(one => `${one.title} ${one.status}`)}`);
    for (const view of open) console.log(`     ${view.title}: ${view.stages.find(one => one.state === 'now').name.zh}`);
    console.log(`Time must pass until ${due}. Start again then with the same state file.`);
    return 75;
  }
  for (const project of state.projects) await finish(project);
  console.log(`All ${state.projects.length} projects have come to their end.`);
  return 0;
}

if (options.help) console.log(help);
else {
  process.exitCode = await walk().catch(surprise => {
    console.error(`\nwhole-way: ${surprise.message}`);
    return 1;
  });
}
