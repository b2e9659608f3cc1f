import type { Definition, StagePart } from './definition';
import { change, insert, join, type Place } from './places';

export type WayKind = 'on' | 'back' | 'route' | 'skip' | 'time' | 'objection' | 'undecided';

/** A way from one stage to another, and the member that says so. */
export interface Way {
  from: string;
  to: string;
  kind: WayKind;
  place: Place;
  /** Id of the action that goes it; empty for what happens by itself. */
  action: string;
  primary: boolean;
}

/** The ways out of a stage. */
export function waysOf(stage: StagePart): Way[] {
  const here = join('stages', stage.id);
  const found: Way[] = [];
  const add = (kind: WayKind, to: string | undefined, member: string, action = '', primary = false) => {
    if (to) {
      found.push({ from: stage.id, to, kind, place: join(here, member), action, primary });
    }
  };
  add('skip', stage.otherwise, 'otherwise');
  add('time', stage.then, 'then');
  add('undecided', stage.undecided, 'undecided');
  add('objection', stage.public?.upheld, 'public/upheld');
  for (const action of stage.actions ?? []) {
    const kind = action.returns || action.loops ? 'back' : 'on';
    add(kind, action.target, `actions/${action.id}/target`, action.id, action.primary === true);
    (action.routes ?? []).forEach((route, no) => add('route', route.target, `actions/${action.id}/routes/${no}/target`, action.id));
  }
  return found;
}

export function ways(definition: Definition): Way[] {
  const known = new Set((definition.stages ?? []).map((stage) => stage.id));
  return (definition.stages ?? []).flatMap(waysOf).filter((way) => known.has(way.to));
}

/** The ways forward from one stage to another. */
export function waysBetween(definition: Definition, from: string, to: string): Way[] {
  return ways(definition).filter((way) => way.from === from && way.to === to && way.kind !== 'back' && way.kind !== 'objection');
}

/**
 * Puts a stage on the ways from one stage to another: what led on to the other now leads to the new one. What goes
 * back stays as it is. The new stage stands before the other in the usual order.
 */
export function insertBetween(definition: Definition, from: string, to: string, stage: StagePart): Definition {
  const stages = definition.stages ?? [];
  const turned = waysBetween(definition, from, to).reduce((now, way) => change(now, way.place, () => stage.id), definition);
  const before = stages.findIndex((each) => each.id === to);
  const after = stages.findIndex((each) => each.id === from);
  return insert(turned, 'stages', stage, before > after ? before : after + 1);
}

/** The stage the usual way leads to. */
export function usualNext(stage: StagePart): string | undefined {
  const out = waysOf(stage).filter((way) => way.kind !== 'back');
  return (out.find((way) => way.primary) ?? out.find((way) => way.kind === 'time') ?? out.find((way) => way.kind === 'on'))?.to;
}
