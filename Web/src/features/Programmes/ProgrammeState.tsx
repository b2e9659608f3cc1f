import { useTranslation } from 'react-i18next';
import { Status, type Tone } from '@/ui/Status';

const tones: Record<string, Tone> = { draft: 'plain', published: 'good', suspended: 'warn', retired: 'off' };

/** Where a programme stands in its life. */
export function ProgrammeState({ state }: { state: string }) {
  const { t } = useTranslation('design');
  return <Status tone={tones[state] ?? 'plain'}>{t(`state.${state}`)}</Status>;
}
