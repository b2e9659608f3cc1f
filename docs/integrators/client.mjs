// A small client of SunGov's HTTP API: sessions, acting identities, commands that are safe to repeat, paging.
// Node.js 20 or later, nothing else.
import { createHash } from 'node:crypto';

const mostTries = 6;

/** A refusal as the API puts it: decide by `code`, never by the words. */
export class Refused extends Error {
  constructor(what, status, problem) {
    const said = problem?.details?.length ? problem.details : problem?.args ?? {};
    super(`${what}: ${status} ${problem?.code ?? ''} ${JSON.stringify(said)}`
      + (problem?.number ? ` (number ${problem.number})` : ''));
    Object.assign(this, { status, code: problem?.code });
  }
}

export const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));

/** A SunGov at an address. */
export class Site {
  /** `run` gives the word from which the ids of commands are made: another run, other commands. */
  constructor(base, run) { Object.assign(this, { base, run }); }

  /** Somebody who is not logged in. */
  visitor() { return new Person(this, null, null); }

  async logIn(login, password) {
    const person = new Person(this, login, password);
    await person.logIn();
    return person;
  }

  /** The id of a command, from what it is for: sent again after a crash it is the same, and does nothing twice. */
  commandFor(what) {
    const h = createHash('sha256').update(`${this.run()} ${what}`).digest('hex');
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`;
  }
}

/** A person with a session; `identities` are what they can act under. */
export class Person {
  #cookie = null;

  constructor(site, login, password) {
    Object.assign(this, { site, login, password, name: '访客', person: null, identities: [] });
  }

  async logIn() {
    const answer = await this.#patient('POST', 'session', { body: { login: this.login, password: this.password } });
    if (answer.status !== 200) throw new Refused(`${this.login} cannot log in`, answer.status, answer.body);
    this.#cookie = answer.cookie;
    const { name, person, identities } = answer.body;
    Object.assign(this, { name, person, identities });
  }

  /** The identity with this function, e.g. `project.start`: ask what one may, do not guess from a role. */
  identityFor(can) {
    const found = this.identities.find(one => one.active && one.functions.includes(can));
    if (!found) throw new Error(`${this.login} has no identity for ${can}`);
    return found;
  }

  get(path, as) { return this.call('GET', path, { as }); }

  /** A command under an identity; `what` makes its id: the same words, the same command. */
  command(path, body, as, what = path) { return this.call('POST', path, { body, as, what }); }

  /** Follows `next` to the last page of a list. */
  async* pages(path, as) {
    for (let cursor = ''; cursor !== null;) {
      const page = await this.get(`${path}?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, as);
      yield* page.items;
      cursor = page.next ?? null;
    }
  }

  /** Sends a request and gives the body of its answer; a session that has ended is opened anew. */
  async call(method, path, how = {}) {
    let answer = await this.#patient(method, path, how);
    if (answer.status === 401 && this.login) {
      await this.logIn();
      answer = await this.#patient(method, path, how);
    }

    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw new Refused(`${this.login ?? 'a visitor'}: ${method} ${path}`, answer.status, answer.body);
  }

  /** After a lost answer, 429 and 503 it asks again; the command's id stays the same. */
  async #patient(method, path, how) {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#send(method, path, how)
        .catch(lost => ({ status: 0, body: { code: lost.cause?.code ?? lost.message } }));
      if (![0, 429, 503].includes(answer.status) || tries === mostTries) return answer;
      await pause(answer.retryAfter ?? 500 * tries);
    }
  }

  async #send(method, path, { body, as, what, ifMatch }) {
    const headers = {};
    if (this.#cookie) headers.Cookie = this.#cookie;
    if (as) headers['X-Acting-Identity'] = as;
    if (what) headers['Idempotency-Key'] = this.site.commandFor(what);
    if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`;
    if (body) headers['Content-Type'] = 'application/json';
    const url = `${this.site.base}/api/v1/${path}`;
    const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.includes('json') && bytes.length > 0;
    return {
      status: answer.status,
      body: isJson ? JSON.parse(bytes) : bytes,
      cookie: answer.headers.getSetCookie()[0]?.split(';')[0],
      retryAfter: Number(answer.headers.get('retry-after')) * 1000 || undefined,
    };
  }
}
