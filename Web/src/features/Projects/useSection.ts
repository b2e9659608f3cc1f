import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { FormView, SectionView } from '@/api/types';
import { browserDrafts, draftKey, passingDrafts } from '@/api/drafts';
import { hasSealed, type Ui } from '@/ui/reading/fieldKinds';
import type { Schema } from '@/ui/reading/schema';
import { readForm, saveSection } from './queries';
import { DraftSaver, type SaveState } from '@/api/draftSaver';

/** Sensitive values are never written to the device in clear. */
const passing = passingDrafts();

/** Puts a saved section into the form that was read, so that outline and findings follow. */
export function withSection(form: FormView | undefined, saved: SectionView): FormView | undefined {
  return form && { ...form, sections: form.sections.map((section) => (section.id === saved.id ? saved : section)) };
}

/** The section being filled: its content, and how its saving stands. One saver per section shown. */
export function useSection(person: string, project: string, form: string, section: SectionView) {
  const client = useQueryClient();
  const saver = useRef<DraftSaver<SectionView> | null>(null);
  const [state, setState] = useState<SaveState<SectionView>>(() => ({
    phase: 'saved', content: section.content, version: section.version, savedAt: section.savedAt, theirs: null,
    problem: null, restored: false,
  }));
  const first = useRef(section);
  useEffect(() => {
    const opened = first.current;
    const at = { id: project, form, section: opened.id };
    const mine = new DraftSaver({
      opened,
      key: draftKey(person, project, form, opened.id),
      store: hasSealed(opened.schema as Schema, opened.ui as Ui) ? passing : browserDrafts,
      send: (content, version, commandId) => saveSection(at, content, version, commandId),
      readTheirs: async () => {
        const read = await readForm(project, form);
        const found = read.sections.find((each) => each.id === opened.id);
        if (!found) {
          throw new Error(`section ${opened.id} is gone`);
        }
        return found;
      },
      onState: setState,
      onSaved: (saved) => {
        client.setQueryData<FormView>(['project', project, 'form', form], (read) => withSection(read, saved));
      },
    });
    saver.current = mine;
    if (opened.editable) {
      mine.start();
    }
    const leave = () => void mine.flush();
    const online = () => void mine.flush();
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', online);
      void mine.flush().then(() => mine.stop());
    };
  }, [client, person, project, form]);
  const change = useCallback((content: unknown) => saver.current?.change(content), []);
  const choose = useCallback((whose: 'mine' | 'theirs') => saver.current?.choose(whose), []);
  const flush = useCallback(async () => saver.current?.flush(), []);
  return { state, change, choose, flush };
}
