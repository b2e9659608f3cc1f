import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay, useSession } from '@/api/session';
import type { PersonRow } from '@/api/types';
import { paths } from '@/app/paths';
import { DataTable, type Column } from '@/ui/DataTable';
import { Filter, FilterBar } from '@/ui/FilterBar';
import { Page } from '@/ui/Page';
import { SavedSearches } from '@/ui/SavedSearches';
import { SearchBox } from '@/ui/SearchBox';
import { Empty } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { usePeople, useRoles } from './queries';

/** People in the scope of the acting identity. */
export function PeopleList() {
  const { t } = useTranslation('identity');
  const { t: shell } = useTranslation();
  const words = useWords();
  const may = useMay();
  const session = useSession().data;
  const roles = useRoles().data ?? [];
  const [wish, change] = useUrlState({ search: '', role: '', sort: '', after: '' });
  const people = usePeople(wish);
  const columns: Column<PersonRow>[] = [
    {
      key: 'name', title: t('people.name'), width: 140, sort: 'name', fixed: true,
      render: (row) => <Link to={paths.person(row.id)}>{row.name}</Link>,
    },
    { key: 'login', title: t('login.name'), width: 160, sort: 'login', render: (row) => row.login },
    {
      key: 'identities', title: t('people.identities'), width: 560,
      render: (row) => <span className="clamp" title={row.identities.join('；')}>{row.identities.join('；')}</span>,
    },
  ];
  return (
    <Page
      title={t('people.title')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      actions={may('person.manage') && <Link className="btn primary" to={paths.newPerson()}>{t('register.title')}</Link>}
    >
      <FilterBar>
        <SearchBox value={wish.search} label={t('people.search')} onSearch={(search) => change({ search })} />
        <Filter
          label={t('give.role')} any={t('people.any')} value={wish.role} onChange={(role) => change({ role })}
          options={roles.map((role) => ({ value: role.code, label: words(role.name) }))}
        />
      </FilterBar>
      <DataTable
        name="people" label={t('people.title')} person={session?.person ?? ''} query={people} columns={columns}
        rowKey={(row) => row.id} sort={wish.sort} after={wish.after} onChange={change}
        extra={<SavedSearches list="people" person={session?.person ?? ''} />}
        empty={<Empty title={t('people.none')} hint={t('people.noneHint')} />}
      />
    </Page>
  );
}
