import type { FormInstance } from 'antd';
import type { TFunction } from 'i18next';
import { ProblemError, type Problem } from '@/api/problem';
import { sentence } from './sentences';

type Place = (string | number)[];

/** `identities/0/role` as a form knows its fields. */
function placeOf(field: string): Place {
  return field.split('/').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/**
 * Puts a refusal at the fields it concerns, in words. What concerns no field of the form is left to the band above it.
 * @returns the error where something is left to tell, else null.
 */
export function placeErrors(form: FormInstance, t: TFunction, error: unknown): unknown {
  if (!(error instanceof ProblemError)) {
    return error;
  }
  const told: Problem[] = error.problem.details.length > 0 ? error.problem.details : [error.problem];
  const fields = new Set(form.getFieldsError().map((field) => field.name.join('/')));
  const known = (problem: Problem) => problem.field !== null && fields.has(problem.field);
  form.setFields(told.filter(known).map((problem) => ({
    name: placeOf(problem.field ?? '') as never, errors: [sentence(t, problem)],
  })));
  return told.every(known) ? null : error;
}
