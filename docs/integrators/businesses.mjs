#!/usr/bin/env node
// Walks projects of one of the shipped businesses through the HTTP API alone, from the call to the end of their way.
// What people write and decide stands in businesses/PROGRAMME.json. Node.js 20 or later, nothing else.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Site, pause } from './client.mjs';
import { act, dayAfter, fill, openTo } from './walking.mjs';

const help = `node businesses.mjs --programme ID [--base URL] [--state FILE] [--password WORD]

  --programme  soft-science, post-subsidy, high-tech-enterprise, city-block, gov-it-city or contract-registration
  --base       where SunGov is (http://127.0.0.1:8080)
  --state      what is kept between two starts (PROGRAMME.json of the present folder)
  --day        the first day of the call (today)
  --password   everybody's password (SUNGOV_PASSWORD, or that of the demo)

Exit code 0: all projects stand where they should. 75: time must pass first, start again then. Else: something went wrong.`;

const { values: options } = parseArgs({ options: {
  programme: { type: 'string', default: '' },
  base: { type: 'string', default: 'http://127.0.0.1:8080' },
  state: { type: 'string' },
  day: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  password: { type: 'string', default: process.env.SUNGOV_PASSWORD ?? 'sunshine-2026' },
  help: { type: 'boolean', default: false },
} });

const stateFile = options.state ?? `${options.programme}.json`;
const patience = { tries: 40, milliseconds: 250 };
let script;
let state = { run: randomUUID(), day: options.day, projects: {} };
let steps = 0;

function keep(more) {
  state = { ...state, ...more };
  writeFileSync(stateFile, `${JSON.stringify(state, null, 2)}\n`);
}

function keepProject(at, more) {
  keep({ projects: { ...state.projects, [at]: { ...state.projects[at], ...more } } });
}

function tell(person, what, about = '') {
  steps += 1;
  console.log(`${String(steps).padStart(3)}  ${person.name}  ${what}  ${about}`.trimEnd());
}

const people = new Map();
const site = new Site(options.base, () => state.run);

async function as(login) {
  if (!people.has(login)) people.set(login, await site.logIn(login, options.password));
  return people.get(login);
}

/** `@30` is a day counted from that of the walk; `{leader}` and `{entity}` come from the project. */
function told(value, view) {
  if (Array.isArray(value)) return value.map(item => told(item, view));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, told(item, view)]));
  }
  if (typeof value !== 'string') return value;
  if (/^@-?\d+$/.test(value)) return dayAfter(state.day, Number(value.slice(1)));
  if (value === '{entity}') return view.entity;
  return value.replace('{leader}', view?.leader.name).replace('{entityName}', view?.entity.name);
}

// --- The call, and what it gives the cities. ------------------------------------------------------------------------

async function openCall() {
  if (state.call) return;
  const officer = await as(script.officer);
  const { id: me } = officer.identityFor('call.manage');
  const call = told(script.call);
  const drafted = await officer.command('calls', {
    programme: options.programme, year: Number(state.day.slice(0, 4)), opens: state.day,
    closes: dayAfter(state.day, 30), closesAt: '17:00:00', ...call,
  }, me, 'call');
  const published = await officer.command(`calls/${drafted.id}/publication`, {}, me);
  keep({ call: published.id });
  tell(officer, '发布申报通知', published.title);
}

/** A decision about the blocks of the call, recorded with its reason. */
async function setBlocks({ blocks, reason }) {
  const officer = await as(script.officer);
  const { id: me } = officer.identityFor('call.manage');
  const path = `calls/${state.call}/blocks`;
  await officer.call('PUT', path, { body: { blocks, reason }, as: me, what: reason });
  tell(officer, '调整切块', reason);
}

// --- One project after another. -------------------------------------------------------------------------------------

async function start(at, plan) {
  if (state.projects[at]) return;
  if (plan.blocks) await setBlocks(plan.blocks);
  const leader = await as(plan.leader);
  const me = leader.identityFor('project.start');
  const body = { call: state.call, title: plan.title, entity: me.organisation.id };
  const started = await leader.command('projects', body, me.id, `start ${at}`);
  keepProject(at, { id: started.id, done: {} });
  tell(leader, '开始申报', started.title);
}

/** Everybody's turn, again and again, until nobody has anything to do with it. */
async function walk(at, plan) {
  const project = { id: state.projects[at].id, title: plan.title };
  for (let idle = 0; idle < patience.tries;) {
    const moved = await everybodysTurn(at, plan, project);
    const leader = await as(plan.leader);
    const view = await leader.get(`projects/${project.id}`, leader.identityFor('project.start').id);
    const now = view.stages.find(one => one.state === 'now');
    const rests = plan.rests === now?.id || ['publicise', 'wait'].includes(now?.kind);
    if (view.status === 'ended' || (rests && !moved)) return view;
    // What the platform does by itself takes a moment.
    idle = moved ? 0 : idle + 1;
    if (!moved) await pause(patience.milliseconds);
  }
  throw new Error(`nobody of the cast can go on with 〈${plan.title}〉`);
}

async function everybodysTurn(at, plan, project) {
  let done = false;
  for (const login of [plan.leader, ...script.cast]) {
    const person = await as(login);
    for await (const task of person.pages('me/tasks', person.person)) {
      if (task.project === project.id) done = await turn(at, plan, person, task, project) || done;
    }
  }
  return done;
}

async function turn(at, plan, person, task, project) {
  const me = task.identity;
  const view = await person.get(`projects/${project.id}`, me);
  const stage = view.stages.find(one => one.state === 'now');
  const open = openTo(view, task.task);
  if (open.length === 0) return false;
  const [decision, key] = decided(at, plan, stage.id, person.login);
  if (decision?.never) throw new Error(`${person.name} has to act in ${stage.id} again: ${decision.never}`);
  if (decision?.leave || (!decision && ['publicise', 'wait'].includes(stage.kind))) return false;
  await fill(person, me, view, project,
    (form, section) => told({ ...plan.forms[form]?.[section.id], ...titled(form, section, plan) }, view),
    form => tell(person, `填写${form.name.zh}`, `〈${project.title}〉`));
  if (decision?.refused) {
    await refused(person, me, project, view.allowed.filter(one => one.task === task.task), told(decision, view));
  }
  else {
    const { chosen, after } = await act(person, me, project, open, told(decision ?? {}, view));
    const now = after.stages.find(one => one.state === 'now')?.name.zh ?? after.status;
    tell(person, `${stage.name.zh} · ${chosen.name.zh}`, `〈${project.title}〉 → ${now}`);
  }
  const { done } = state.projects[at];
  if (key) keepProject(at, { done: { ...done, [key]: (done[key] ?? 0) + 1 } });
  return true;
}

/** The application bears the title under which the project was started. */
const titled = (form, section, plan) =>
  ('title' in section.content && form === script.first ? { title: plan.title } : {});

/** What this person decides in this stage the next time, and how it is remembered; else the usual next step. */
function decided(at, plan, stage, login) {
  const all = { ...script.decisions, ...plan.decisions }[stage];
  const mine = Array.isArray(all) ? all : all?.[login];
  if (!mine) return [undefined, undefined];
  const key = `${stage} ${Array.isArray(all) ? '' : login}`;
  const turn = state.projects[at].done[key] ?? 0;
  return [mine[Math.min(turn, mine.length - 1)], key];
}

/** An act that must be refused, with what the refusal names. */
async function refused(person, me, project, offered, decision) {
  try {
    await act(person, me, project, offered, decision);
  } catch (refusal) {
    if (refusal.code !== decision.refused) throw refusal;
    tell(person, `未予办理（${refusal.code}）`, `〈${project.title}〉 ${refusal.message}`);
    return;
  }
  throw new Error(`${decision.action} on 〈${project.title}〉 should have been refused with ${decision.refused}`);
}

// --- Where it must stand. -------------------------------------------------------------------------------------------

async function check(at, plan, view) {
  const leader = await as(plan.leader);
  const me = leader.identityFor('project.start').id;
  const trail = await leader.get(`projects/${view.id}/trail`, me);
  if (!trail.verified) throw new Error(`the trail of ${plan.title} does not hold: ${trail.fault}`);
  const stage = view.stages.findLast(one => one.entered && one.kind === 'end') ?? view.stages.find(one => one.state === 'now');
  const seen = {
    stage: stage.id,
    skipped: view.stages.filter(one => one.state === 'skipped').map(one => one.id),
    documents: view.documents.map(one => `${one.id} ${one.state}`),
    byPlatform: view.stages.filter(one => one.instant?.passed).map(one => one.id),
    broken: view.stages.flatMap(one => one.instant?.rules.filter(rule => !rule.holds).map(rule => rule.id) ?? []),
    forms: view.forms.filter(one => one.sm3).map(one => one.id),
  };
  for (const [name, wanted] of Object.entries(plan.expect)) {
    if (JSON.stringify(seen[name]) !== JSON.stringify(wanted)) {
      throw new Error(`〈${plan.title}〉 ${name}: ${JSON.stringify(seen[name])}, not ${JSON.stringify(wanted)}`);
    }
  }
  const documents = view.documents.map(one =>
    `${one.name.zh} ${one.number ?? ''}${one.until ? `（至 ${one.until}）` : ''} ${one.state}`).join('；');
  tell(leader, `〈${plan.title}〉 ${stage.name.zh}`, documents);
  keepProject(at, { over: true });
}

async function all() {
  script = JSON.parse(readFileSync(
    join(dirname(fileURLToPath(import.meta.url)), 'businesses', `${options.programme}.json`), 'utf8'));
  if (existsSync(stateFile)) state = JSON.parse(readFileSync(stateFile, 'utf8'));
  await openCall();
  const waiting = [];
  for (const [at, plan] of script.projects.entries()) {
    if (state.projects[at]?.over) continue;
    await start(at, plan);
    const view = await walk(at, plan);
    const now = view.stages.find(one => one.state === 'now');
    if (view.status === 'ended' || plan.rests === now?.id) await check(at, plan, view);
    else waiting.push(view.due);
  }
  if (waiting.length > 0) {
    console.log(`Time must pass until ${waiting.toSorted()[0]}. Start again then with the same state file.`);
    return 75;
  }
  console.log(`All ${script.projects.length} projects of ${options.programme} stand where they should.`);
  return 0;
}

if (options.help || !options.programme) console.log(help);
else {
  process.exitCode = await all().catch(surprise => {
    console.error(`\nbusinesses: ${surprise.message}`);
    return 1;
  });
}
