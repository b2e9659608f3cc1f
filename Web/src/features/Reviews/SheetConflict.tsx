import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ScoreSheetContent, ScoreSheetView, SheetForm } from '@/api/types';
import { useWords } from '@/ui/words';
import { When } from '@/ui/When';
import { scoreOf, whole } from './sheet';

/** Two versions of one sheet, of two tabs or devices: what differs, side by side; the expert chooses. */
export function SheetConflict({ form, mine, theirs, onChoose }: {
  form: SheetForm; mine: ScoreSheetContent; theirs: ScoreSheetView; onChoose: (whose: 'mine' | 'theirs') => void;
}) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  const other = whole(theirs.content);
  const support = (content: ScoreSheetContent) =>
    (content.support === null ? '' : t(content.support ? 'sheet.yes' : 'sheet.no'));
  const said = (content: ScoreSheetContent, indicator: string) => {
    const { score, grade, comment } = scoreOf(content, indicator);
    return [score ?? grade, comment].filter((part) => part !== null).join(' · ');
  };
  const rows = [
    ...form.indicators.map(({ id, name }) => ({ name: words(name), one: said(mine, id), two: said(other, id) })),
    { name: t('sheet.whole'), one: mine.comment ?? '', two: other.comment ?? '' },
    { name: t('sheet.support'), one: support(mine), two: support(other) },
  ].filter(({ one, two }) => one !== two);
  return (
    <section className="band" role="alertdialog" aria-label={t('sheet.conflict')}>
      <h3>{t('sheet.conflict')}</h3>
      <p>{t('sheet.conflictHint')} <When at={theirs.savedAt} /></p>
      <div className="reading-rows" tabIndex={0} role="group" aria-label={t('sheet.conflict')}>
        <table>
          <thead><tr><th>{t('sheet.field')}</th><th>{t('sheet.mine')}</th><th>{t('sheet.theirs')}</th></tr></thead>
          <tbody>
            {rows.map((row) => <tr key={row.name}><th scope="row">{row.name}</th><td>{row.one}</td><td>{row.two}</td></tr>)}
          </tbody>
        </table>
      </div>
      <div className="row" style={{ marginTop: 8 }}>
        <Button onClick={() => onChoose('mine')}>{t('sheet.keepMine')}</Button>
        <Button onClick={() => onChoose('theirs')}>{t('sheet.takeTheirs')}</Button>
      </div>
    </section>
  );
}
