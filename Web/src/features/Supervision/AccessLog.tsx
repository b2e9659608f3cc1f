import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import type { AccessRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Clamp } from '@/ui/Clamp';
import { DataTable, type Column } from '@/ui/DataTable';
import { Filter, FilterBar } from '@/ui/FilterBar';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { sentence } from '@/ui/sentences';
import { Empty } from '@/ui/States';
import { Status } from '@/ui/Status';
import { secondOf } from '@/ui/time';
import { useUrlState } from '@/ui/urlState';
import { useAccesses } from './queries';

const tones = { login: 'busy', refusal: 'warn', disclosure: 'bad' } as const;

/** Logins, refusals, disclosures. */
export function AccessLog() {
  const { t } = useTranslation('supervision');
  const { t: shell } = useTranslation();
  const session = useSession().data;
  const [wish, change] = useUrlState({ person: '', what: '', after: '' });
  const accesses = useAccesses(wish);
  const columns: Column<AccessRow>[] = [
    { key: 'at', title: t('at'), width: 175, fixed: true, render: (row) => <span className="num">{secondOf(row.at)}</span> },
    {
      key: 'what', title: t('what'), width: 110,
      render: (row) => (
        <Status tone={tones[row.what as keyof typeof tones] ?? 'plain'}>{t(`whats.${row.what}`, { defaultValue: row.what })}</Status>
      ),
    },
    {
      key: 'person', title: t('actor'), width: 150,
      render: (row) => (row.person
        ? <button type="button" className="linkish" onClick={() => change({ person: row.person })}>{row.personName || row.person}</button>
        : <span className="muted">{t('nobody')}</span>),
    },
    { key: 'kind', title: t('kind'), width: 110, render: (row) => t(`kinds.${row.kind}`, { defaultValue: row.kind || '—' }) },
    { key: 'key', title: t('key'), width: 200, render: (row) => <Clamp text={row.key || '—'} /> },
    {
      key: 'code', title: t('result'), width: 320,
      render: (row) => <Clamp text={row.what === 'refusal' ? sentence(shell, { code: row.code }) : t(`access.${row.code}`, { defaultValue: row.code || t('done') })} />,
    },
    { key: 'from', title: t('fromAddress'), width: 150, render: (row) => <span className="num">{row.from || '—'}</span> },
  ];
  return (
    <Page title={t('accesses')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}>
      <FilterBar>
        <Filter
          label={t('what')} any={t('any')} value={wish.what} onChange={(what) => change({ what })}
          options={Object.keys(tones).map((what) => ({ value: what, label: t(`whats.${what}`) }))}
        />
        <SearchBox value={wish.person} label={t('actorSearch')} onSearch={(person) => change({ person })} />
      </FilterBar>
      <DataTable
        name="accesses" label={t('accesses')} person={session?.person ?? ''} query={accesses} columns={columns}
        rowKey={(row) => row.id} after={wish.after} onChange={(changes) => change({ after: changes.after ?? '' })}
        empty={<Empty title={t('noAccesses')} hint={t('noneHint')} />}
      />
    </Page>
  );
}
