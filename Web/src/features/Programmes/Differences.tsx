import { useTranslation } from 'react-i18next';
import type { Difference } from '@/api/types';
import { Status, type Tone } from '@/ui/Status';
import { Empty } from '@/ui/States';
import { useWords } from '@/ui/words';
import { usePlaceNameIn } from './design/names';
import type { Definition } from './model/definition';
import { isPart } from './model/places';

const tones: Record<string, Tone> = { added: 'good', removed: 'bad', changed: 'busy', moved: 'plain' };

/** A value of a definition as people read it: names in words, the rest as it stands in the file. */
function useReadable(): (value: unknown) => string {
  const { t } = useTranslation('design');
  const words = useWords();
  const read = (value: unknown): string => {
    if (value === undefined || value === null) {
      return '—';
    }
    if (typeof value === 'boolean') {
      return t(value ? 'yes' : 'no');
    }
    if (isPart(value) && typeof value.zh === 'string') {
      return words(value as { zh: string; en: string });
    }
    if (isPart(value) && isPart(value.name)) {
      return words(value.name as unknown as { zh: string; en: string });
    }
    return typeof value === 'object' ? JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ') : String(value as string | number);
  };
  return read;
}

/** What differs, place by place. */
export function Differences({ differences, definition }: {
  differences: readonly Difference[]; definition: Definition;
}) {
  const { t } = useTranslation('design');
  const nameOf = usePlaceNameIn(definition);
  const read = useReadable();
  if (differences.length === 0) {
    return <Empty title={t('compare.same')} />;
  }
  return (
    <table className="d-diff">
      <thead>
        <tr>
          <th scope="col" style={{ width: '34%' }}>{t('compare.place')}</th><th scope="col" style={{ width: '6rem' }}>{t('compare.change')}</th>
          <th scope="col">{t('compare.before')}</th><th scope="col">{t('compare.after')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((each) => (
          <tr key={`${each.place} ${each.change}`}>
            <th scope="row">{nameOf(each.place)}</th>
            <td><Status tone={tones[each.change] ?? 'plain'}>{t(`compare.${each.change}`)}</Status></td>
            <td><pre>{read(each.before)}</pre></td>
            <td><pre>{read(each.after)}</pre></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
