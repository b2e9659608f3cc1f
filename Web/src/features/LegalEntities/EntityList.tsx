import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay, useSession } from '@/api/session';
import type { LegalEntityRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Clamp } from '@/ui/Clamp';
import { DataTable, type Column } from '@/ui/DataTable';
import { Filter, FilterBar } from '@/ui/FilterBar';
import { Page } from '@/ui/Page';
import { SavedSearches } from '@/ui/SavedSearches';
import { SearchBox } from '@/ui/SearchBox';
import { Empty } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { kinds, useEntities } from './queries';

/** Organisations by name, credit code and kind. */
export function EntityList() {
  const { t } = useTranslation('entities');
  const { t: shell } = useTranslation();
  const may = useMay();
  const session = useSession().data;
  const [wish, change] = useUrlState({ search: '', kind: '', sort: '', after: '' });
  const entities = useEntities(wish);
  const columns: Column<LegalEntityRow>[] = [
    {
      key: 'name', title: t('name'), width: 360, sort: 'name', fixed: true,
      render: (row) => <Clamp text={row.name}><Link to={paths.entity(row.id)}>{row.name}</Link></Clamp>,
    },
    { key: 'code', title: t('creditCode'), width: 200, render: (row) => <span className="num">{row.creditCode ?? '—'}</span> },
    { key: 'kind', title: t('kind'), width: 110, render: (row) => t(`kinds.${row.kind}`, { defaultValue: row.kind }) },
    { key: 'region', title: t('region'), width: 110, render: (row) => <span className="num">{row.region}</span> },
    {
      key: 'recommending', title: t('recommending'), width: 240,
      render: ({ recommendingUnit: unit }) => (unit
        ? <Clamp text={unit.name}><Link to={paths.entity(unit.id)}>{unit.name}</Link></Clamp>
        : '—'),
    },
  ];
  return (
    <Page
      title={t('title')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      actions={may('entity.manage') && <Link className="btn primary" to={paths.newEntity()}>{t('register.title')}</Link>}
    >
      <FilterBar>
        <SearchBox value={wish.search} label={t('search')} onSearch={(search) => change({ search })} width={320} />
        <Filter
          label={t('kind')} any={t('any')} value={wish.kind} onChange={(kind) => change({ kind })}
          options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
      </FilterBar>
      <DataTable
        name="entities" label={t('title')} person={session?.person ?? ''} query={entities} columns={columns}
        rowKey={(row) => row.id} sort={wish.sort} after={wish.after} onChange={change}
        extra={<SavedSearches list="entities" person={session?.person ?? ''} />}
        empty={<Empty title={t('none')} hint={t('noneHint')} />}
      />
    </Page>
  );
}
