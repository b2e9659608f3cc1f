import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { When } from '@/ui/When';
import type { Definition } from '../model/definition';
import { differences } from '../model/differences';
import { usePlaceNameIn } from './names';
import type { Whole } from './useDesign';

/** Two people changed the draft at once: where both differ; one of them chooses. */
export function Conflict({ mine, theirs, onChoose }: { mine: Definition; theirs: Whole; onChoose: (whose: 'mine' | 'theirs') => void }) {
  const { t } = useTranslation('design');
  const nameOf = usePlaceNameIn(mine);
  const places = differences(mine, theirs.content);
  return (
    <section className="band" role="alertdialog" aria-label={t('conflict.title')}>
      <h3>{t('conflict.title')}</h3>
      <p>{t('conflict.hint', { name: theirs.savedBy ?? t('conflict.somebody') })} <When at={theirs.savedAt} /></p>
      <ul>
        {places.slice(0, 12).map((place) => <li key={place}>{nameOf(place)}</li>)}
        {places.length > 12 && <li>{t('conflict.more', { count: places.length - 12 })}</li>}
      </ul>
      <div className="row" style={{ marginTop: 8 }}>
        <Button onClick={() => onChoose('mine')}>{t('conflict.mine')}</Button>
        <Button onClick={() => onChoose('theirs')}>{t('conflict.theirs')}</Button>
      </div>
    </section>
  );
}
