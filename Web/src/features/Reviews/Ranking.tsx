import { useState } from 'react';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CountedSheet, RankedProject, ReviewActivityView } from '@/api/types';
import { Empty, Loaded } from '@/ui/States';
import { minuteOf } from '@/ui/time';
import { useWords } from '@/ui/words';
import { useCounted, useDefinition, useRanking, type Definition } from './rounds';

const two = (figure: number | null) => (figure === null ? '—' : figure.toFixed(2));

/** The sheet's own names for indicators and grades, where the definition is known. */
function namesOf(definition: Definition | undefined, sheet: string) {
  const found = definition?.sheets?.find((each) => each.id === sheet);
  return (id: string) => found?.indicators?.find((each) => each.id === id);
}

function Counted({ sheet, indicatorOf }: { sheet: CountedSheet; indicatorOf: ReturnType<typeof namesOf> }) {
  const { t } = useTranslation('reviews');
  const words = useWords();
  return (
    <section className="section-block">
      <h3 className="spread">
        <span>{t('progress.alias', { alias: sheet.alias })} <span className="small muted">{minuteOf(sheet.submitted)}</span></span>
        <b className="num">{two(sheet.score)}</b>
      </h3>
      <dl className="counted">
        {sheet.content.scores.map((given) => {
          const indicator = indicatorOf(given.indicator);
          const grade = indicator?.grades?.find((each) => each.value === given.grade);
          return (
            <div key={given.indicator}>
              <dt>{words(indicator?.name) || given.indicator}</dt>
              <dd><b className="num">{given.score ?? (words(grade?.name) || given.grade)}</b> {given.comment}</dd>
            </div>
          );
        })}
        {sheet.content.comment && <div><dt>{t('sheet.whole')}</dt><dd className="prose">{sheet.content.comment}</dd></div>}
        {sheet.content.support !== null && (
          <div><dt>{t('sheet.support')}</dt><dd>{t(sheet.content.support ? 'sheet.yes' : 'sheet.no')}</dd></div>
        )}
      </dl>
    </section>
  );
}

function Sheets({ round, project }: { round: ReviewActivityView; project: string }) {
  const { t } = useTranslation('reviews');
  const sheets = useCounted(round.id, project);
  const definition = useDefinition(round.call.id).data;
  return (
    <Loaded query={sheets} lines={10}>
      {(rows) => (rows.length === 0
        ? <Empty title={t('ranking.noSheets')} />
        : <>{rows.map((sheet) => <Counted key={sheet.desk} sheet={sheet} indicatorOf={namesOf(definition, round.plan.sheet)} />)}</>)}
    </Loaded>
  );
}

/** The ranked list with the spread of the sheets; projects without all their sheets stand at the end, unranked. */
export function RankedTable({ projects, onOpen }: { projects: readonly RankedProject[]; onOpen: (project: RankedProject) => void }) {
  const { t } = useTranslation('reviews');
  return (
    <div className="reading-rows" tabIndex={0} role="group" aria-label={t('round.tab.ranking')}>
      <table>
        <thead>
          <tr>
            <th className="right">{t('ranking.rank')}</th><th>{t('ranking.title')}</th><th>{t('ranking.group')}</th>
            <th className="right">{t('ranking.score')}</th><th className="right">{t('ranking.spread')}</th>
            <th className="right">{t('ranking.deviation')}</th><th className="right">{t('ranking.supported')}</th>
            <th className="right">{t('progress.sheets')}</th>
          </tr>
        </thead>
        <tbody>
          {projects.map((row) => (
            <tr key={row.project} className={row.rank === null ? 'muted' : undefined}>
              <td className="right num"><b>{row.rank ?? '—'}</b>{row.tied && <span className="small"> {t('ranking.tied')}</span>}</td>
              <th scope="row" className="title-cell">
                <button type="button" className="linkish" onClick={() => onOpen(row)}>{row.title}</button>
                <span className="small muted ranked-of"><span className="num">{row.number}</span> {row.entity}</span>
              </th>
              <td>{row.group}{row.groupRank !== null && <span className="small muted num ranked-of">{t('ranking.inGroup', { rank: row.groupRank })}</span>}</td>
              <td className="right num"><b>{two(row.score)}</b></td>
              <td className={`right num ${(row.spread ?? 0) >= 30 ? 'wide-spread' : ''}`}>
                {two(row.spread)}{(row.spread ?? 0) >= 30 && <span className="small"> {t('ranking.wide')}</span>}
              </td>
              <td className="right num">{two(row.deviation)}</td>
              <td className="right num">{row.supported === null ? '—' : `${row.supported} / ${row.sheets}`}</td>
              <td className="right num">{row.sheets} / {row.wanted}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Results of a closed round: shown when asked for, since each look is recorded. */
export function RankingTab({ round }: { round: ReviewActivityView }) {
  const { t } = useTranslation('reviews');
  const [shown, setShown] = useState(false);
  const [open, setOpen] = useState<RankedProject | null>(null);
  const ranking = useRanking(round.id, shown);
  if (!shown) {
    return (
      <div className="stack">
        <p className="band plain">{t('ranking.recorded')}</p>
        <div><Button type="primary" onClick={() => setShown(true)}>{t('ranking.show')}</Button></div>
      </div>
    );
  }
  return (
    <Loaded query={ranking} lines={10}>
      {(read) => (
        <>
          {read.destroyed
            ? <Empty title={t('ranking.destroyed')} hint={t('ranking.destroyedHint')} />
            : <RankedTable projects={read.projects} onOpen={setOpen} />}
          <Drawer open={open !== null} onClose={() => setOpen(null)} title={open?.title} size={560} destroyOnHidden>
            {open && <Sheets round={round} project={open.project} />}
          </Drawer>
        </>
      )}
    </Loaded>
  );
}
