import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { browserDrafts, draftKey } from '@/api/drafts';
import { DraftSaver, type SaveState } from '@/api/draftSaver';
import type { ScoreSheetContent, ScoreSheetView } from '@/api/types';
import { readSheet, saveSheet, sheetKey } from './queries';
import { whole } from './sheet';

/** The sheet being filled: its content, and how its saving stands. One saver per sheet shown. */
export function useSheet(person: string, sheet: ScoreSheetView) {
  const client = useQueryClient();
  const saver = useRef<DraftSaver<ScoreSheetView> | null>(null);
  const [state, setState] = useState<SaveState<ScoreSheetView>>(() => ({
    phase: 'saved', content: sheet.content, version: sheet.version, savedAt: sheet.savedAt, theirs: null, problem: null,
    restored: false,
  }));
  const first = useRef(sheet);
  useEffect(() => {
    const opened = first.current;
    const { desk, project } = opened;
    const mine = new DraftSaver<ScoreSheetView>({
      opened,
      key: draftKey(person, desk, project),
      store: browserDrafts,
      pause: 800,
      send: (content, version, commandId) => saveSheet({ desk, project }, whole(content), version, commandId),
      readTheirs: () => readSheet(desk, project),
      onState: setState,
      onSaved: (saved) => client.setQueryData(sheetKey(desk, project), saved),
    });
    saver.current = mine;
    if (opened.editable) {
      mine.start();
    }
    const leave = () => void mine.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', leave);
      void mine.flush().then(() => mine.stop());
    };
  }, [client, person]);
  const change = useCallback((content: ScoreSheetContent) => saver.current?.change(content), []);
  const choose = useCallback((whose: 'mine' | 'theirs') => saver.current?.choose(whose), []);
  const flush = useCallback(async () => saver.current?.flush(), []);
  return { state, content: whole(state.content), change, choose, flush };
}
