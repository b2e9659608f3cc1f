import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { about, read, wayOf, waysOf, write, type Fact } from './model';

const operators = ['var', 'and', 'or', '!', '!!', '==', '!=', '===', '<', '<=', '>', 'in', 'some', 'all', 'none', 'if', '+', 'missing', 'cat'];

/** A stream of numbers from a seed, so that a failure can be repeated. */
function chance(seed: number) {
  let state = seed >>> 0;
  return (most: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

function logicOf(next: (most: number) => number, depth: number): unknown {
  const leaves: unknown[] = ['a', 1, null, true, [], ['x', 2], { var: 'a' }, { var: 'form.b' }, { var: ['a', 1] }, { var: '' }, {}, { x: 1, y: 2 }];
  if (depth === 0 || next(4) === 0) {
    return leaves[next(leaves.length)];
  }
  const args = Array.from({ length: next(4) }, () => logicOf(next, depth - 1));
  return { [operators[next(operators.length)] ?? 'and']: next(4) === 0 ? args[0] ?? null : args };
}

function ofRules(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap(ofRules);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, part]) => (
    name === 'holds' || name === 'when' || name === 'requested' ? [part as unknown] : ofRules(part)));
}

describe('A rule shown as conditions', () => {
  it('is the same rule again, whatever it is', () => {
    for (let seed = 1; seed <= 5_000; seed++) {
      const logic = logicOf(chance(seed * 7919), 4);
      expect(JSON.stringify(write(read(logic))), `seed ${seed}`).toBe(JSON.stringify(logic));
    }
  });

  it.each([
    [{ and: [{ '==': [{ var: 'class' }, 'a'] }, { or: [{ '!!': [{ var: 'x' }] }, { '!': { var: 'y' } }] }] }, 'group'],
    [{ '!': [{ '>': [{ var: 'requestedFen' }, 100] }] }, 'not'],
    [{ '<=': ['2026-01-01', { var: 'today' }, { var: 'facts.ends' }] }, 'between'],
    [{ '<': [1, { var: 'n' }] }, 'compared'],
    [{ in: [{ var: 'region' }, ['440100', '440300']] }, 'one-of'],
    [{ in: ['稀土', { var: 'title' }] }, 'contains'],
    [{ all: [{ var: 'lines' }, { '>': [{ var: 'fen' }, 0] }] }, 'each'],
    [{ '>': [{ '+': [{ var: 'a' }, 1] }, 2] }, 'other'],
    [true, 'other'],
  ])('%j is shown as %s', (logic, kind) => expect(read(logic).kind).toBe(kind));

  it('shows most conditions of the shipped definition', () => {
    const shipped: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../Programmes/key-rnd.json'), 'utf8'));
    const rules = ofRules(shipped);
    for (const rule of rules) {
      expect(write(read(rule))).toEqual(rule);
    }
    expect(rules.filter((rule) => read(rule).kind !== 'other').length).toBeGreaterThan(rules.length / 3);
  });

  it('keeps what was compared with when only the way changes', () => {
    const fact: Fact = { path: 'n', name: 'N', type: 'number' };
    const five = { kind: 'compared', fact: 'n', by: '>', with: { kind: 'value', value: 5 }, swapped: false } as const;
    expect(write(about(fact, '<=', five))).toEqual({ '<=': [{ var: 'n' }, 5] });
    expect(write(about(fact, 'between', five))).toEqual({ '<=': [5, { var: 'n' }, 5] });
    for (const way of waysOf('number')) {
      expect(wayOf(about(fact, way))).toBe(way);
    }
  });
});
