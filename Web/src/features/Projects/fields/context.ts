import type { Words } from '@/api/types';
import type { Finding } from '../check';

/** What the fields of a section need beside their own value. */
export interface FormContext {
  project: string;
  form: string;
  section: string;
  /** What is found, as data: the form compares contexts and takes functions for equal. */
  found: readonly Finding[];
  /** Paths that are not there now, and those that a condition requires. */
  hidden?: ReadonlySet<string>;
  required?: ReadonlySet<string>;
  /** Fields that stay as they were submitted. */
  fixed?: readonly string[];
  /** Whether sensitive values may be read in clear. */
  unmasks?: boolean;
  /** Sentences to show at a path below the section. */
  errorsAt: (path: string) => string[];
  words: (text: Words | undefined) => string;
}
