import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SectionView } from '@/api/types';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { sameContent } from './drafts';
import { partsOf, type Ui } from './fieldKinds';
import type { Schema } from './check';
import { Reading } from './Reading';

/** Two versions of one section: what differs, side by side; the person chooses. */
export function ConflictBand({ mine, theirs, onChoose }: {
  mine: unknown; theirs: SectionView; onChoose: (whose: 'mine' | 'theirs') => void;
}) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const content = (whole: unknown, name: string) => (whole as Record<string, unknown> | null)?.[name];
  const differing = partsOf(theirs.schema as Schema, theirs.ui as Ui)
    .filter((part) => !sameContent(content(mine, part.name), content(theirs.content, part.name)));
  return (
    <section className="band conflict" role="alertdialog" aria-label={t('conflict.title')}>
      <h3>{t('conflict.title')}</h3>
      <p>{t('conflict.hint', { name: theirs.savedBy ?? t('conflict.somebody') })} <When at={theirs.savedAt} /></p>
      <table>
        <thead><tr><th>{t('conflict.field')}</th><th>{t('conflict.mine')}</th><th>{t('conflict.theirs')}</th></tr></thead>
        <tbody>
          {differing.map((part) => (
            <tr key={part.name}>
              <th scope="row">{words(part.ui['ui:options']?.name)}</th>
              <td><Reading part={part} value={content(mine, part.name)} /></td>
              <td><Reading part={part} value={content(theirs.content, part.name)} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row" style={{ marginTop: 8 }}>
        <Button onClick={() => onChoose('mine')}>{t('conflict.keepMine')}</Button>
        <Button onClick={() => onChoose('theirs')}>{t('conflict.takeTheirs')}</Button>
      </div>
    </section>
  );
}
