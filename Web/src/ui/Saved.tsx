import { useTranslation } from 'react-i18next';
import type { SaveState, Saved as Whole } from '@/api/draftSaver';
import { errorSentence } from './sentences';
import { clockOf, minuteOf } from './time';

/** How the saving of a draft stands, quietly. */
export function Saved<T extends Whole>({ state }: { state: SaveState<T> }) {
  const { t } = useTranslation();
  const words = {
    saved: state.savedAt ? t('save.saved', { at: clockOf(state.savedAt) }) : t('save.nothing'),
    typing: t('save.typing'),
    saving: t('save.saving'),
    offline: t('save.offline'),
    conflict: t('save.conflict'),
    refused: state.problem ? errorSentence(t, state.problem) : t('save.refused'),
  }[state.phase];
  return <span className={`saved ${state.phase}`} role="status" title={state.savedAt ? minuteOf(state.savedAt) : undefined}>{words}</span>;
}
