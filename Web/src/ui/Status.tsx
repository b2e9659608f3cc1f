export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'off' | 'plain';

/** Status as text with a small dot; never colour alone. */
export function Status({ tone, children }: { tone: Tone; children: string }) {
  return <span className={`dot ${tone}`}>{children}</span>;
}
