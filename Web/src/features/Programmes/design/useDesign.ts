import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { DraftView } from '@/api/types';
import { DraftSaver, type SaveState } from '@/api/draftSaver';
import { browserDrafts, draftKey } from '@/api/drafts';
import type { Definition } from '../model/definition';
import { begin, redo, step, undo, type History } from '../model/history';
import type { Place } from '../model/places';
import { readDraft, saveDraft } from '../queries';

/** A draft as the saver keeps it. */
export type Whole = DraftView & { content: Definition; savedAt: string | null };

export function wholeOf(view: DraftView): Whole {
  return { ...view, content: view.definition as Definition, savedAt: view.savedAt ?? null };
}

function stateOf(opened: Whole): SaveState<Whole> {
  return {
    phase: 'saved', content: opened.content, version: opened.version, savedAt: opened.savedAt, theirs: null, problem: null, restored: false,
  };
}

/**
 * The draft being designed: what was, is and can be again; saved as a whole over the version its author saw. What the
 * check said comes with each save.
 */
export function useDesign(person: string, view: DraftView) {
  const client = useQueryClient();
  const [opened] = useState(() => wholeOf(view));
  const [history, setHistory] = useState<History>(() => begin(opened.content));
  const [state, setState] = useState(() => stateOf(opened));
  const [checked, setChecked] = useState<DraftView>(view);
  const saver = useRef<DraftSaver<Whole> | null>(null);
  const now = useRef(history);
  const keep = useCallback((next: History) => {
    now.current = next;
    setHistory(next);
  }, []);
  useEffect(() => {
    const id = opened.programme;
    const mine = new DraftSaver<Whole>({
      opened,
      key: draftKey(person, 'programme', id),
      store: browserDrafts,
      send: async (content, version, commandId) => wholeOf(await saveDraft(id, content as Definition, version, commandId)),
      readTheirs: async () => wholeOf(await readDraft(id)),
      onState: (next) => {
        setState(next);
        if (next.restored && next.content !== now.current.now && now.current.past.length === 0) {
          keep(begin(next.content as Definition));
        }
      },
      onSaved: (saved) => {
        setChecked(saved);
        void client.invalidateQueries({ queryKey: ['programme', id], exact: true });
      },
    });
    saver.current = mine;
    mine.start();
    const leave = () => void mine.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', leave);
      void mine.flush().then(() => mine.stop());
    };
  }, [client, person, opened, keep]);
  const take = useCallback((next: History) => {
    keep(next);
    saver.current?.change(next.now);
  }, [keep]);
  const change = useCallback((next: Definition, place: Place) => take(step(now.current, next, place, Date.now())), [take]);
  const back = useCallback(() => take(undo(now.current)), [take]);
  const again = useCallback(() => take(redo(now.current)), [take]);
  const choose = useCallback((whose: 'mine' | 'theirs') => {
    if (whose === 'theirs' && state.theirs) {
      keep(begin(state.theirs.content));
    }
    saver.current?.choose(whose);
  }, [keep, state.theirs]);
  const flush = useCallback(async () => saver.current?.flush(), []);
  return { history, state, checked, change, back, again, choose, flush };
}
