import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '@/api/session';
import type { CallRow } from '@/api/types';
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
import { CallStatus } from './CallStatus';
import { useCalls, useProgrammes } from './queries';

/** The officer's list of calls, drafts among them. */
export function ManageCalls() {
  const { t } = useTranslation('calls');
  const { t: shell } = useTranslation();
  const words = useWords();
  const session = useSession().data;
  const [wish, change] = useUrlState({ search: '', status: '', programme: '', sort: '', after: '' });
  const calls = useCalls(wish, 50);
  const programmes = useProgrammes();
  const columns: Column<CallRow>[] = [
    {
      key: 'title', title: t('form.title'), width: 360, sort: 'title', fixed: true,
      render: (row) => <Clamp text={row.title}><Link to={paths.manageCall(row.id)}>{row.title}</Link></Clamp>,
    },
    { key: 'status', title: t('state'), width: 110, render: (row) => <CallStatus status={row.status} /> },
    { key: 'programme', title: t('programme'), width: 200, render: (row) => <Clamp text={words(row.programmeName)} /> },
    { key: 'year', title: t('form.year'), width: 90, align: 'right', sort: 'year', render: (row) => row.year },
    { key: 'opens', title: t('opens'), width: 150, sort: 'opens', render: (row) => <When at={row.opens} /> },
    { key: 'closes', title: t('closes'), width: 150, sort: 'closes', render: (row) => <When at={row.closes} /> },
    {
      key: 'projects', title: t('projects'), width: 110,
      render: (row) => <Link to={paths.projects({ call: row.id })}>{t('seeProjects')}</Link>,
    },
  ];
  return (
    <Page
      title={t('manageTitle')}
      crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      actions={<Link className="btn primary" to={paths.newCall()}>{t('new')}</Link>}
    >
      <FilterBar>
        <SearchBox value={wish.search} label={t('words')} onSearch={(search) => change({ search })} />
        <Filter
          label={t('state')} any={t('any')} value={wish.status} onChange={(status) => change({ status })}
          options={['draft', 'scheduled', 'open', 'closed'].map((status) => ({ value: status, label: t(`status.${status}`) }))}
        />
        <Filter
          label={t('programme')} any={t('any')} value={wish.programme} width={260}
          onChange={(programme) => change({ programme })}
          options={(programmes.data?.items ?? []).map((each) => ({ value: each.id, label: words(each.name) }))}
        />
      </FilterBar>
      <DataTable
        name="calls" label={t('manageTitle')} person={session?.person ?? ''} query={calls} columns={columns}
        rowKey={(row) => row.id} sort={wish.sort} after={wish.after} onChange={change}
        empty={<Empty title={t('none')} hint={t('manageNone')} />}
      />
    </Page>
  );
}
