import type { Words } from '@/api/types';

/** JsonLogic as it stands in a definition. */
export type Logic = unknown;

/** Any part of a definition, as the editor walks it. */
export type Part = Record<string, unknown>;

export interface FieldPart extends Part {
  id: string;
  kind: string;
  name: Words;
  help?: Words;
  required?: boolean;
  columns?: FieldPart[];
  options?: { value: string; name: Words }[];
  prefill?: string;
}

export interface RulePart extends Part {
  id: string;
  holds: Logic;
  message: Words;
  field?: string;
}

export interface SectionPart extends Part {
  id: string;
  name: Words;
  help?: Words;
  fields?: FieldPart[];
  rules?: RulePart[];
}

export interface FormPart extends Part {
  id: string;
  name: Words;
  sections?: SectionPart[];
  rules?: RulePart[];
}

export interface RoutePart extends Part {
  when: Logic;
  target: string;
}

export interface ActionPart extends Part {
  id: string;
  name: Words;
  target: string;
  routes?: RoutePart[];
  returns?: boolean;
  loops?: boolean;
  primary?: boolean;
  asks?: FieldPart[];
}

export interface TaskPart extends Part {
  id: string;
  name: Words;
  holder: string;
}

export interface StagePart extends Part {
  id: string;
  kind: string;
  name: Words;
  form?: string;
  otherwise?: string;
  undecided?: string;
  then?: string;
  public?: Part & { upheld?: string };
  tasks?: TaskPart[];
  actions?: ActionPart[];
}

/** A business as data (docs/programmes.md), as its file holds it. */
export interface Definition extends Part {
  format: number;
  programme: string;
  name: Words;
  class: string;
  owner: string;
  number?: string;
  holders?: Record<string, Part>;
  facts?: Record<string, string[]>;
  documents?: Part[];
  forms?: FormPart[];
  sheets?: Part[];
  stages?: StagePart[];
  quotas?: Part[];
  withdrawals?: Part[];
}
