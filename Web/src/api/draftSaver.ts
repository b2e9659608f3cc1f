import { CommandIds } from './commands';
import { OfflineError, ProblemError, mayHaveHappened } from './problem';
import { plain, sameContent, type DraftStore } from './drafts';

export type SavePhase = 'saved' | 'typing' | 'saving' | 'offline' | 'conflict' | 'refused';

/** Something saved as a whole over the version its author saw. */
export interface Saved {
  version: number;
  content?: unknown;
  savedAt: string | null;
}

export interface SaveState<T extends Saved> {
  phase: SavePhase;
  content: unknown;
  version: number;
  savedAt: string | null;
  /** The other version, when two edited at once. */
  theirs: T | null;
  problem: Error | null;
  /** True when what is shown was kept on this device from an earlier visit. */
  restored: boolean;
}

interface Parts<T extends Saved> {
  opened: Saved;
  key: string;
  store: DraftStore;
  send: (content: unknown, version: number, commandId: string) => Promise<T>;
  readTheirs: () => Promise<T>;
  onState: (state: SaveState<T>) => void;
  onSaved: (saved: T) => void;
  /** Milliseconds of quiet before a save. */
  pause?: number;
  /** Milliseconds until a lost connection is tried again. */
  again?: number;
}

/**
 * Saves one draft while it is typed. What is typed is kept on this device first; one save is under way at a time;
 * a lost connection is tried again with the same command id; a version saved by somebody else in between is never
 * overwritten: both are kept until the person has chosen.
 */
export class DraftSaver<T extends Saved> {
  private state: SaveState<T>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private readonly ids = new CommandIds();

  constructor(private readonly parts: Parts<T>) {
    const { version, content, savedAt } = parts.opened;
    this.state = { phase: 'saved', content, version, savedAt, theirs: null, problem: null, restored: false };
  }

  /** Takes up what an earlier visit left unsaved on this device. */
  start(): void {
    const kept = this.parts.store.read(this.parts.key);
    if (!kept || sameContent(kept.content, this.state.content)) {
      this.parts.store.remove(this.parts.key);
      return;
    }
    this.set({ content: kept.content, restored: true, phase: 'typing' });
    if (kept.base === this.state.version) {
      this.schedule(0);
    } else {
      void this.meet();
    }
  }

  change(content: unknown): void {
    if (sameContent(content, this.state.content)) {
      return;
    }
    this.parts.store.write(this.parts.key, { content, base: this.state.version, at: new Date().toISOString() });
    this.set({ content, phase: this.state.phase === 'conflict' ? 'conflict' : 'typing' });
    if (this.state.phase !== 'conflict') {
      this.schedule(this.parts.pause ?? 1_200);
    }
  }

  /** Saves now what is not saved yet; resolves when it is, or when it cannot be. */
  async flush(): Promise<SaveState<T>> {
    clearTimeout(this.timer);
    for (let round = 0; round < 5 && this.wants(); round++) {
      await this.save();
      if (this.state.phase === 'offline' || this.state.phase === 'conflict' || this.state.phase === 'refused') {
        break;
      }
    }
    return this.state;
  }

  /** Settles a conflict: mine is saved on top of theirs, or theirs takes the place of mine. */
  choose(whose: 'mine' | 'theirs'): void {
    const { theirs } = this.state;
    if (!theirs) {
      return;
    }
    if (whose === 'theirs') {
      this.parts.store.remove(this.parts.key);
      this.set({
        content: theirs.content, version: theirs.version, savedAt: theirs.savedAt, theirs: null, phase: 'saved', restored: false,
      });
      this.parts.onSaved(theirs);
    } else {
      this.parts.store.write(this.parts.key, {
        content: this.state.content, base: theirs.version, at: new Date().toISOString(),
      });
      this.set({ version: theirs.version, theirs: null, phase: 'typing' });
      this.schedule(0);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private wants(): boolean {
    return ['typing', 'offline', 'saving'].includes(this.state.phase);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), delay);
  }

  private save(): Promise<void> {
    clearTimeout(this.timer);
    this.running ??= this.saveOnce().finally(() => {
      this.running = null;
      if (this.state.phase === 'typing') {
        this.schedule(this.parts.pause ?? 1_200);
      }
    });
    return this.running;
  }

  private async saveOnce(): Promise<void> {
    const { content, version } = this.state;
    const act = JSON.stringify([version, plain(content)]);
    this.set({ phase: 'saving' });
    try {
      const saved = await this.parts.send(plain(content), version, this.ids.idFor(act));
      this.ids.settled(act);
      this.acknowledge(content, saved);
    } catch (error) {
      if (!mayHaveHappened(error)) {
        this.ids.settled(act);
      }
      await this.failed(error);
    }
  }

  private acknowledge(sent: unknown, saved: T): void {
    const typedOn = !sameContent(sent, this.state.content);
    if (typedOn) {
      this.parts.store.write(this.parts.key, {
        content: this.state.content, base: saved.version, at: new Date().toISOString(),
      });
    } else {
      this.parts.store.remove(this.parts.key);
    }
    this.set({
      version: saved.version, savedAt: saved.savedAt, phase: typedOn ? 'typing' : 'saved', problem: null, restored: false,
    });
    this.parts.onSaved(saved);
  }

  private async failed(error: unknown): Promise<void> {
    if (error instanceof OfflineError || mayHaveHappened(error)) {
      this.set({ phase: 'offline', problem: error as Error });
      this.schedule(this.parts.again ?? 5_000);
    } else if (error instanceof ProblemError && error.problem.status === 412) {
      await this.meet();
    } else {
      this.set({ phase: 'refused', problem: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  /** Somebody saved in between: look at theirs. Equal contents are no conflict. */
  private async meet(): Promise<void> {
    try {
      const theirs = await this.parts.readTheirs();
      if (sameContent(theirs.content, this.state.content)) {
        this.acknowledge(this.state.content, theirs);
      } else if (theirs.version === this.state.version) {
        this.schedule(0);
      } else {
        this.set({ phase: 'conflict', theirs, problem: null });
      }
    } catch (error) {
      this.set({ phase: 'offline', problem: error as Error });
      this.schedule(this.parts.again ?? 5_000);
    }
  }

  private set(changes: Partial<SaveState<T>>): void {
    this.state = { ...this.state, ...changes };
    this.parts.onState(this.state);
  }
}
