import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import type { PersonRow } from '@/api/types';
import { paths } from '@/app/paths';
import { DataTable, type Column } from '@/ui/DataTable';
import { FilterBar } from '@/ui/FilterBar';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { Empty, Loaded } from '@/ui/States';
import { Status } from '@/ui/Status';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { usePeople, usePerson } from './queries';

function PersonDetail({ id }: { id: string }) {
  const { t } = useTranslation('identity');
  const words = useWords();
  const person = usePerson(id);
  return (
    <Loaded query={person}>
      {(found) => (
        <div className="stack">
          <dl className="facts">
            <div><dt>{t('login.name')}</dt><dd>{found.login}</dd></div>
            <div><dt>{t('people.residentId')}</dt><dd className="num">{found.residentIdMasked || '—'}</dd></div>
            <div><dt>{t('people.mobile')}</dt><dd className="num">{found.mobileMasked || '—'}</dd></div>
          </dl>
          <h3>{t('people.identities')}</h3>
          {found.identities.map((identity) => (
            <div key={identity.id} className="spread">
              <span>{identity.position || words(identity.roleName)} · {identity.organisation.name}</span>
              <Status tone={identity.active ? 'good' : 'off'}>{identity.active ? t('people.active') : t('people.ended')}</Status>
            </div>
          ))}
        </div>
      )}
    </Loaded>
  );
}

/** People in the scope of the acting identity. */
export function PeopleList() {
  const { t } = useTranslation('identity');
  const { t: shell } = useTranslation();
  const session = useSession().data;
  const [wish, change] = useUrlState({ search: '', role: '', sort: '', after: '', person: '' });
  const people = usePeople(wish);
  const columns: Column<PersonRow>[] = [
    {
      key: 'name', title: t('people.name'), width: 140, sort: 'name', fixed: true,
      render: (row) => (
        <button type="button" className="linkish" onClick={() => change({ person: row.id, after: wish.after })}>{row.name}</button>
      ),
    },
    { key: 'login', title: t('login.name'), width: 160, sort: 'login', render: (row) => row.login },
    {
      key: 'identities', title: t('people.identities'), width: 560,
      render: (row) => <span className="clamp" title={row.identities.join('；')}>{row.identities.join('；')}</span>,
    },
  ];
  const chosen = people.data?.items.find((row) => row.id === wish.person);
  return (
    <Page title={t('people.title')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}>
      <FilterBar>
        <SearchBox value={wish.search} label={t('people.search')} onSearch={(search) => change({ search })} />
      </FilterBar>
      <DataTable
        name="people" label={t('people.title')} person={session?.person ?? ''} query={people} columns={columns}
        rowKey={(row) => row.id} sort={wish.sort} after={wish.after} onChange={change}
        empty={<Empty title={t('people.none')} hint={t('people.noneHint')} />}
      />
      <Drawer
        open={wish.person !== ''} onClose={() => change({ person: '', after: wish.after })}
        title={chosen?.name ?? t('people.person')} size={480}
      >
        {wish.person && <PersonDetail id={wish.person} />}
      </Drawer>
    </Page>
  );
}
