import { ProblemError, type Problem } from '@/api/problem';
import type { RankedProject, ReleaseRow, ReviewGroupPlan } from '@/api/types';

/** Moves projects into a group; a group left without projects stays until it is removed. */
export function moveTo(groups: readonly ReviewGroupPlan[], projects: readonly string[], to: number): ReviewGroupPlan[] {
  return groups.map((group, at) => {
    const left = group.projects.filter((project) => !projects.includes(project));
    return { ...group, projects: at === to ? [...left, ...projects] : left };
  });
}

/** Projects that stand in no group. */
export function without(groups: readonly ReviewGroupPlan[], projects: readonly string[]): string[] {
  const placed = new Set(groups.flatMap((group) => group.projects));
  return projects.filter((project) => !placed.has(project));
}

/** A name that no group has yet: 第 3 组, Group 3. */
export function freeName(groups: readonly ReviewGroupPlan[], name: (number: number) => string): string {
  let number = groups.length + 1;
  while (groups.some((group) => group.name === name(number))) {
    number++;
  }
  return name(number);
}

/** A refusal whose details name projects by id, with their titles instead. */
export function withTitles(error: unknown, titles: ReadonlyMap<string, string>): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const named = (problem: Problem): Problem => ({
    ...problem,
    args: 'project' in problem.args
      ? { ...problem.args, project: titles.get(problem.args.project ?? '') ?? problem.args.project ?? '' } : problem.args,
    details: problem.details.map(named),
  });
  return new ProblemError(named(error.problem));
}

/** Who goes which way: the first so many of the ranked list one, the other ranked ones the other. */
export function waysOf(
  ranked: readonly RankedProject[], first: number, yes: string, no: string,
): Record<string, string> {
  return Object.fromEntries(ranked.filter((project) => project.rank !== null)
    .map((project) => [project.project, (project.rank ?? 0) <= first ? yes : no] as const)
    .filter(([, way]) => way !== ''));
}

export function rowsOf(ways: Record<string, string>, opinion: string): ReleaseRow[] {
  return Object.entries(ways).filter(([, action]) => action !== '')
    .map(([project, action]) => ({ project, action, opinion: opinion.trim() || null }));
}
