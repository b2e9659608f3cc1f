import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '@/api/session';
import type { JournalRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Clamp } from '@/ui/Clamp';
import { DataTable, type Column } from '@/ui/DataTable';
import { Filter, FilterBar } from '@/ui/FilterBar';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { Empty } from '@/ui/States';
import { secondOf } from '@/ui/time';
import { useUrlState } from '@/ui/urlState';
import { useJournal } from './queries';

const kinds = ['project', 'call', 'person', 'legal_entity', 'programme', 'quota', 'number_series'];

/** Who did it; the platform by its name. */
export function actorOf(t: TFunction<'supervision'>, row: JournalRow): string {
  return row.actor === 'platform' ? t('platform') : row.actorName || row.actor;
}

/** Search in the journal by kind, thing, person and time. */
export function JournalSearch() {
  const { t } = useTranslation('supervision');
  const { t: shell } = useTranslation();
  const session = useSession().data;
  const [wish, change] = useUrlState({ kind: '', key: '', actor: '', from: '', to: '', after: '' });
  const journal = useJournal(wish);
  const columns: Column<JournalRow>[] = [
    {
      key: 'sequence', title: t('sequence'), width: 110, align: 'right', fixed: true,
      render: (row) => <Link className="num" to={paths.journalEntry(row.sequence)}>{row.sequence}</Link>,
    },
    { key: 'at', title: t('at'), width: 175, render: (row) => <span className="num">{secondOf(row.at)}</span> },
    { key: 'kind', title: t('kind'), width: 110, render: (row) => t(`kinds.${row.kind}`, { defaultValue: row.kind }) },
    {
      key: 'key', title: t('key'), width: 200,
      render: (row) => (
        <button type="button" className="linkish clamp num" title={row.key} onClick={() => change({ kind: row.kind, key: row.key })}>
          {row.key}
        </button>
      ),
    },
    { key: 'version', title: t('version'), width: 80, align: 'right', render: (row) => <span className="num">{row.version}</span> },
    { key: 'actor', title: t('actor'), width: 140, render: (row) => <Clamp text={actorOf(t, row)} /> },
    {
      key: 'events', title: t('events'), width: 240,
      render: (row) => <Clamp text={row.events.filter(Boolean).map((event) => t(`event.${event}`, { defaultValue: event })).join('、')} />,
    },
    { key: 'hash', title: t('hash'), width: 150, render: (row) => <code className="small" title={row.hash}>{row.hash.slice(0, 14)}…</code> },
  ];
  const day = (name: 'from' | 'to') => (
    <DatePicker
      aria-label={t(name)} placeholder={t(name)} value={wish[name] ? dayjs(wish[name]) : null}
      onChange={(value) => change({ [name]: value ? value.format('YYYY-MM-DD') : '' })}
    />
  );
  return (
    <Page
      title={t('journal')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}
      lead={<p className="muted" style={{ margin: '.25rem 0 0' }}>{t('journalLead')}</p>}
    >
      <FilterBar>
        <Filter
          label={t('kind')} any={t('any')} value={wish.kind} onChange={(kind) => change({ kind })}
          options={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <SearchBox value={wish.key} label={t('keySearch')} onSearch={(key) => change({ key })} width={260} />
        <SearchBox value={wish.actor} label={t('actorSearch')} onSearch={(actor) => change({ actor })} width={220} />
        {day('from')}{day('to')}
      </FilterBar>
      <DataTable
        name="journal" label={t('journal')} person={session?.person ?? ''} query={journal} columns={columns}
        rowKey={(row) => row.sequence} after={wish.after} onChange={(changes) => change({ after: changes.after ?? '' })}
        empty={<Empty title={t('none')} hint={t('noneHint')} />}
      />
    </Page>
  );
}
