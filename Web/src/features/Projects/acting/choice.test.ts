import { describe, expect, it } from 'vitest';
import { boundsOf, choiceInput, missingOf, startOf, type Choosing } from './choice';

const words = (text: string) => ({ zh: text, en: text });
const task = (id: string) => ({ id, name: words(id), holder: id });
const chooses: Choosing = {
  stages: [
    { id: 'offices', name: words('offices'), tasks: [task('t1'), task('t2'), task('t3')], corrects: null },
    { id: 'leaders', name: words('leaders'), tasks: [], corrects: null },
  ],
  picksStage: true, least: 1, most: 2, reason: true,
};

describe('what the taker of an action picks', () => {
  it('is asked for until stage, those who take part and a reason are there', () => {
    const none = startOf(chooses);
    expect(missingOf(chooses, none)).toEqual(['stage', 'reason']);
    const offices = { ...none, stage: 'offices' };
    expect(missingOf(chooses, offices)).toEqual(['tasks', 'reason']);
    expect(missingOf(chooses, { ...offices, tasks: ['t1', 't2', 't3'], reason: ' ' })).toEqual(['tasks', 'reason']);
    expect(missingOf(chooses, { ...offices, tasks: ['t1', 't3'], reason: '会办' })).toEqual([]);
  });

  it('asks for nobody where nobody can be picked', () => {
    expect(boundsOf(chooses, { stage: 'leaders', tasks: [], people: {}, reason: '' })).toEqual({ least: 0, most: 0 });
    expect(missingOf(chooses, { stage: 'leaders', tasks: [], people: {}, reason: '急' })).toEqual([]);
  });

  it('is sent without what was not picked', () => {
    expect(choiceInput(chooses, { stage: 'leaders', tasks: [], people: { t1: 'p-1' }, reason: ' 急 ' })).toEqual({ stage: 'leaders', reason: '急' });
    expect(choiceInput(null, startOf(null))).toBeNull();
    const only = { ...chooses, stages: chooses.stages.slice(0, 1), picksStage: false };
    expect(choiceInput(only, { ...startOf(only), tasks: ['t2'], people: { t2: 'p-1', t3: 'p-2' }, reason: '会办' }))
      .toEqual({ tasks: ['t2'], people: { t2: 'p-1' }, reason: '会办' });
  });
});
