import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay, useSession } from '@/api/session';
import type { ReviewActivityRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Clamp } from '@/ui/Clamp';
import { DataTable, type Column } from '@/ui/DataTable';
import { Filter, FilterBar } from '@/ui/FilterBar';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { Empty } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { statuses, useRounds } from './rounds';
import { RoundStatus } from './RoundStatus';

/** Rounds of review in the scope of the acting identity. */
export function ReviewList() {
  const { t } = useTranslation('reviews');
  const { t: shell } = useTranslation();
  const words = useWords();
  const may = useMay();
  const session = useSession().data;
  const [wish, change] = useUrlState({ search: '', call: '', status: '', after: '' });
  const rounds = useRounds(wish);
  const create = may('review.manage') && <Link className="btn primary" to={paths.newReview()}>{t('round.create')}</Link>;
  const columns: Column<ReviewActivityRow>[] = [
    {
      key: 'title', title: t('round.title'), width: 320, fixed: true,
      render: (row) => <Clamp text={row.title}><Link to={paths.review(row.id)}>{row.title}</Link></Clamp>,
    },
    { key: 'status', title: t('round.state'), width: 110, render: (row) => <RoundStatus status={row.status} /> },
    { key: 'call', title: t('round.call'), width: 260, render: (row) => <Clamp text={row.callTitle} /> },
    { key: 'stage', title: t('round.stage'), width: 120, render: (row) => words(row.stageName) },
    { key: 'projects', title: t('round.projects'), width: 90, align: 'right', render: (row) => <span className="num">{row.projects}</span> },
    {
      key: 'sheets', title: t('round.sheetsEach'), width: 110, align: 'right',
      render: (row) => <span className="num">{row.sheetsPerProject}</span>,
    },
    { key: 'period', title: t('round.period'), width: 210, render: (row) => <span className="num">{t('period', { opens: row.opens, closes: row.closes })}</span> },
    { key: 'created', title: t('round.created'), width: 150, render: (row) => <When at={row.created} /> },
  ];
  return (
    <Page title={t('round.list')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]} actions={create}>
      <FilterBar>
        <SearchBox value={wish.search} label={t('round.search')} onSearch={(search) => change({ search })} />
        <Filter
          label={t('round.state')} any={t('round.any')} value={wish.status} onChange={(status) => change({ status })}
          options={statuses.map((status) => ({ value: status, label: t(`round.status.${status}`) }))}
        />
      </FilterBar>
      <DataTable
        name="reviews" label={t('round.list')} person={session?.person ?? ''} query={rounds} columns={columns} rowKey={(row) => row.id}
        after={wish.after} onChange={change} empty={<Empty title={t('round.none')} hint={t('round.noneHint')}>{create}</Empty>}
      />
    </Page>
  );
}
