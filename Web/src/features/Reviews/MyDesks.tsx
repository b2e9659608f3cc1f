import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReviewDeskRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Empty, Loaded } from '@/ui/States';
import { DeskStatus } from './DeskStatus';
import { useDesks } from './queries';
import './desk.css';

const wants = ['invited', 'accepted', 'working'];

/** Desks that want something first, the soonest last day before the others; then those that are over. */
export function inOrder(desks: readonly ReviewDeskRow[]): ReviewDeskRow[] {
  const over = (desk: ReviewDeskRow) => (wants.includes(desk.status) ? 0 : 1);
  return [...desks].sort((a, b) => over(a) - over(b)
    || (over(a) === 0 ? a.closes.localeCompare(b.closes) : b.closes.localeCompare(a.closes)));
}

function Desk({ desk }: { desk: ReviewDeskRow }) {
  const { t } = useTranslation('reviews');
  return (
    <li className="panel desk-card">
      <div>
        <h2><Link to={paths.desk(desk.desk)}>{desk.title}</Link></h2>
        <span className="muted small num">{t('period', { opens: desk.opens, closes: desk.closes })}</span>
      </div>
      <DeskStatus status={desk.status} />
      <div className="desk-bar">
        <progress value={desk.submitted} max={Math.max(1, desk.sheets)} aria-label={t('desk.progress')} />
        <span className="num">{t('desk.done', { done: desk.submitted, all: desk.sheets })}</span>
      </div>
    </li>
  );
}

/** All review work of the person, under whichever identity. */
export function MyDesks() {
  const { t } = useTranslation('reviews');
  const { t: shell } = useTranslation();
  const desks = useDesks();
  return (
    <Page title={t('desk.mine')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}>
      <Loaded query={desks} lines={5}>
        {(rows) => (rows.length === 0
          ? <div className="panel"><Empty title={t('desk.none')} hint={t('desk.noneHint')} /></div>
          : <ul className="desk-cards">{inOrder(rows).map((desk) => <Desk key={desk.desk} desk={desk} />)}</ul>)}
      </Loaded>
    </Page>
  );
}
