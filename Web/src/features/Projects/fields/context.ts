import type { Words } from '@/api/types';

/** What the fields of a section need beside their own value. */
export interface FormContext {
  project: string;
  form: string;
  section: string;
  /** Sentences to show at a path below the section. */
  errorsAt: (path: string) => string[];
  words: (text: Words | undefined) => string;
}
