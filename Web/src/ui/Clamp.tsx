import type { ReactNode } from 'react';

/** A long name: two lines, then cut, whole on hover. */
export function Clamp({ text, children }: { text: string; children?: ReactNode }) {
  return <span className="clamp" title={text}>{children ?? text}</span>;
}
