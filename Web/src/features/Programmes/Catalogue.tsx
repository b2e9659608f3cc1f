import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay, useSession } from '@/api/session';
import type { ProgrammeView } from '@/api/types';
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
import { useOrganisation } from './design/controls';
import { classes } from './model/members';
import { ProgrammeState } from './ProgrammeState';
import { useCatalogue, useRunning } from './queries';

function Running({ row }: { row: ProgrammeView }) {
  const { total } = useRunning(row.id, row.current, row);
  return total === undefined ? null : <>{total}</>;
}

function Owner({ id }: { id: string }) {
  const name = useOrganisation(id);
  return <Clamp text={name} />;
}

/** All programmes, drafts among them: what they are, how they stand, and the way to change them. */
export function Catalogue() {
  const { t } = useTranslation('design');
  const { t: m } = useTranslation('members');
  const { t: shell } = useTranslation();
  const words = useWords();
  const may = useMay();
  const session = useSession().data;
  const [wish, change] = useUrlState({ search: '', state: '', class: '', owner: '', after: '' });
  const programmes = useCatalogue(wish);
  const columns: Column<ProgrammeView>[] = [
    {
      key: 'name', title: m('part.programme.name.name'), width: 300, fixed: true,
      render: (row) => <Clamp text={words(row.name)}><Link to={paths.programme(row.id)}>{words(row.name) || row.id}</Link></Clamp>,
    },
    { key: 'state', title: t('stateTitle'), width: 110, render: (row) => <ProgrammeState state={row.state} /> },
    { key: 'class', title: m('part.programme.class.name'), width: 120, render: (row) => m(`pick.class.${row.class}`) },
    { key: 'owner', title: m('part.programme.owner.name'), width: 200, render: (row) => <Owner id={row.owner} /> },
    { key: 'version', title: t('version'), width: 90, align: 'right', render: (row) => (row.current > 0 ? row.current : t('noVersion')) },
    {
      key: 'draft', title: t('draft'), width: 190, render: (row) => (row.draft
        ? <span><When at={row.draft.savedAt} /> <span className="muted">{row.draft.savedBy}</span></span> : null),
    },
    { key: 'running', title: t('running'), width: 100, align: 'right', render: (row) => <Running row={row} /> },
  ];
  return (
    <Page
      title={t('catalogue')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      actions={may('programme.design') && <Link className="btn primary" to={paths.newProgramme()}>{t('new.button')}</Link>}
      lead={<p className="muted">{t('catalogueLead')}</p>}
    >
      <FilterBar>
        <SearchBox value={wish.search} label={t('searchLabel')} onSearch={(search) => change({ search })} />
        <Filter
          label={t('stateTitle')} any={t('any')} value={wish.state} onChange={(state) => change({ state })}
          options={['draft', 'published', 'suspended', 'retired'].map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
        <Filter
          label={m('part.programme.class.name')} any={t('any')} value={wish.class} onChange={(kind) => change({ class: kind })}
          options={classes.map((kind) => ({ value: kind, label: m(`pick.class.${kind}`) }))}
        />
      </FilterBar>
      <DataTable
        name="programmes" label={t('catalogue')} person={session?.person ?? ''} query={programmes} columns={columns} rowKey={(row) => row.id}
        after={wish.after} onChange={change} empty={<Empty title={t('catalogueNone')} hint={t('catalogueNoneHint')} />}
      />
    </Page>
  );
}
