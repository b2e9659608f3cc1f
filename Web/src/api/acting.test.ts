import { beforeEach, describe, expect, it, vi } from 'vitest';
import { actAs, actingIdentity, chooseActing, forgetActing } from './acting';
import { api, take } from './client';

const held = [{ id: 'a', active: true }, { id: 'b', active: true }, { id: 'old', active: false }];

describe('The acting identity', () => {
  beforeEach(() => {
    vi.unstubAllGlobals();
  });

  it('belongs to the tab and goes with each request', async () => {
    const asked: Request[] = [];
    vi.stubGlobal('fetch', (request: Request) => {
      asked.push(request);
      return Promise.resolve(new Response('{"count":0}', { headers: { 'Content-Type': 'application/json' } }));
    });
    actAs('b');
    await take(api.GET('/api/v1/me/messages/unread'));
    expect(asked[0]?.headers.get('X-Acting-Identity')).toBe('b');
    expect(sessionStorage.length).toBe(1);
  });

  it('of a new tab is the last one chosen elsewhere, without changing the other tab', () => {
    actAs('b');
    sessionStorage.clear();
    expect(actingIdentity()).toBe('');
    expect(chooseActing(held)).toBe('b');
  });

  it('is never one that has ended or is not held', () => {
    actAs('old');
    expect(chooseActing(held)).toBe('a');
    actAs('stranger');
    expect(chooseActing(held)).toBe('a');
    expect(chooseActing([])).toBe('');
  });

  it('is forgotten at logout', () => {
    actAs('a');
    forgetActing();
    expect(actingIdentity()).toBe('');
  });
});
