import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '@/api/session';
import type { ExpertRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Clamp } from '@/ui/Clamp';
import { DataTable, type Column } from '@/ui/DataTable';
import { Filter, FilterBar } from '@/ui/FilterBar';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { Empty } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { When } from '@/ui/When';
import { DisciplinePicker } from '@/ui/DisciplinePicker';
import { ExpertStatus, statuses } from './ExpertStatus';
import { useExperts } from './queries';

/** The expert register within the scope of the acting identity. */
export function ExpertList() {
  const { t } = useTranslation('experts');
  const { t: shell } = useTranslation();
  const session = useSession().data;
  const [wish, change] = useUrlState({ search: '', discipline: '', status: '', sort: '', after: '' });
  const experts = useExperts(wish);
  const columns: Column<ExpertRow>[] = [
    {
      key: 'name', title: t('name'), width: 120, sort: 'name', fixed: true,
      render: (row) => <Link to={paths.expert(row.id)}>{row.name}</Link>,
    },
    { key: 'title', title: t('title'), width: 130, render: (row) => <Clamp text={row.title} /> },
    { key: 'entity', title: t('entity'), width: 240, sort: 'entity', render: (row) => <Clamp text={row.entity.name} /> },
    {
      key: 'disciplines', title: t('disciplines'), width: 320,
      render: (row) => <Clamp text={row.disciplines.map((discipline) => `${discipline.code} ${discipline.name}`).join('；')} />,
    },
    { key: 'status', title: t('state'), width: 120, render: (row) => <ExpertStatus status={row.status} /> },
    { key: 'changed', title: t('changed'), width: 160, sort: 'changed', render: (row) => <When at={row.changed} /> },
  ];
  return (
    <Page title={t('register')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}>
      <FilterBar>
        <SearchBox value={wish.search} label={t('search')} onSearch={(search) => change({ search })} width={260} />
        <DisciplinePicker
          label={t('disciplines')} most={1} width={300} value={wish.discipline ? [wish.discipline] : []}
          onChange={(codes) => change({ discipline: codes[0] ?? '' })}
        />
        <Filter
          label={t('state')} any={t('any')} value={wish.status} onChange={(status) => change({ status })}
          options={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        />
      </FilterBar>
      <DataTable
        name="experts" label={t('register')} person={session?.person ?? ''} query={experts} columns={columns}
        rowKey={(row) => row.id} sort={wish.sort} after={wish.after} onChange={change}
        empty={<Empty title={t('none')} hint={t('noneHint')} />}
      />
    </Page>
  );
}
