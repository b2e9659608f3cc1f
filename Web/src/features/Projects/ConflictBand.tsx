import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SectionView } from '@/api/types';
import { When } from '@/ui/When';
import { Differences } from './Differences';

/** Two versions of one section: what differs, side by side; the person chooses. */
export function ConflictBand({ mine, theirs, onChoose }: {
  mine: unknown; theirs: SectionView; onChoose: (whose: 'mine' | 'theirs') => void;
}) {
  const { t } = useTranslation('projects');
  return (
    <section className="band conflict" role="alertdialog" aria-label={t('conflict.title')}>
      <h3>{t('conflict.title')}</h3>
      <p>{t('conflict.hint', { name: theirs.savedBy ?? t('conflict.somebody') })} <When at={theirs.savedAt} /></p>
      <Differences
        schema={theirs.schema} ui={theirs.ui} one={mine} other={theirs.content}
        names={{ field: t('conflict.field'), one: t('conflict.mine'), other: t('conflict.theirs') }}
      />
      <div className="row" style={{ marginTop: 8 }}>
        <Button onClick={() => onChoose('mine')}>{t('conflict.keepMine')}</Button>
        <Button onClick={() => onChoose('theirs')}>{t('conflict.takeTheirs')}</Button>
      </div>
    </section>
  );
}
