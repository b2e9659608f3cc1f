import { createContext, use, type ReactNode } from 'react';

/** One section of a form as those who fill it in see it. */
export interface PreviewProps {
  section: string;
  schema: unknown;
  ui: unknown;
  content: unknown;
  /** Everything that is missing is told too, as before submitting. */
  whole: boolean;
  onChange: (content: unknown) => void;
}

/** Shows the form of those who apply, handed to those who design forms; nothing where none is. */
export const PreviewContext = createContext<(props: PreviewProps) => ReactNode>(() => null);

export function FormPreview(props: PreviewProps) {
  return <>{use(PreviewContext)(props)}</>;
}
