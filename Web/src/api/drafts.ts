/** What was typed and not yet acknowledged, kept on this device until it is. */
export interface Kept {
  content: unknown;
  /** The section version it was typed on. */
  base: number;
  at: string;
}

export interface DraftStore {
  read(key: string): Kept | null;
  write(key: string, kept: Kept): void;
  remove(key: string): void;
}

/** A place of its own for each person and thing, so that people sharing a machine never meet each other's drafts. */
export function draftKey(person: string, ...place: string[]): string {
  return ['sungov.draft', person, ...place].map(encodeURIComponent).join(':');
}

export const browserDrafts: DraftStore = {
  read(key) {
    const text = localStorage.getItem(key);
    return text ? JSON.parse(text) as Kept : null;
  },
  write: (key, kept) => localStorage.setItem(key, JSON.stringify(kept)),
  remove: (key) => localStorage.removeItem(key),
};

/** For what must not be written to the device: it is kept as long as the page is open. */
export function passingDrafts(): DraftStore {
  const kept = new Map<string, Kept>();
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, draft) => void kept.set(key, draft),
    remove: (key) => void kept.delete(key),
  };
}

/** Content as it is sent: what is absent is left out, so that equal contents are equal texts. */
export function plain(content: unknown): unknown {
  if (Array.isArray(content)) {
    return content.map((item) => plain(item) ?? null);
  }
  if (typeof content === 'object' && content !== null) {
    const entries = Object.entries(content)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, plain(value)] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return content;
}

export function sameContent(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}
