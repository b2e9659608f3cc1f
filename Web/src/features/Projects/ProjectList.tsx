import { useState } from 'react';
import { Button, Checkbox } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay, useSession } from '@/api/session';
import type { CallRow, ProjectCount } from '@/api/types';
import { paths } from '@/app/paths';
import { DataTable } from '@/ui/DataTable';
import { download } from '@/ui/download';
import { Filter, FilterBar } from '@/ui/FilterBar';
import { Page } from '@/ui/Page';
import { SavedSearches } from '@/ui/SavedSearches';
import { SearchBox } from '@/ui/SearchBox';
import { Empty, Refused } from '@/ui/States';
import { useUrlState } from '@/ui/urlState';
import { useWords } from '@/ui/words';
import { projectColumns } from './columns';
import { anyProject, filterOf, useChoices, useCounts, useProjects, type ProjectWish } from './queries';
import './list.css';

const statuses = ['draft', 'submitting', 'running', 'withdrawn', 'ended'];

interface StageCount {
  stage: string;
  name: string;
  count: number;
}

/** Counts by stage, in the order the server tells them; a stage of several statuses stands once. */
export function stageCounts(counts: readonly ProjectCount[], words: (text: ProjectCount['stageName']) => string): StageCount[] {
  const stages = new Map<string, StageCount>();
  for (const { stage, stageName, count } of counts) {
    const known = stages.get(stage);
    stages.set(stage, { stage, name: words(stageName), count: (known?.count ?? 0) + count });
  }
  return [...stages.values()];
}

/** The years there are calls of, the newest first. */
export function yearsOf(calls: readonly CallRow[]): string[] {
  return [...new Set(calls.map((call) => String(call.year)))].sort().reverse();
}

function Stages({ wish, onChoose }: { wish: ProjectWish; onChoose: (stage: string) => void }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const counts = useCounts(wish).data ?? [];
  const stages = stageCounts(counts, words);
  const all = stages.reduce((sum, each) => sum + each.count, 0);
  return (
    <div className="stage-counts no-print" role="group" aria-label={t('byStage')}>
      {[{ stage: '', name: t('allStages'), count: all }, ...stages].map((each) => (
        <button
          key={each.stage} type="button" aria-pressed={wish.stage === each.stage} onClick={() => onChoose(each.stage)}
        >
          {each.name}<b className="num">{each.count}</b>
        </button>
      ))}
    </div>
  );
}

function Export({ wish, sort }: { wish: ProjectWish; sort: string }) {
  const { t } = useTranslation('projects');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setFailure(null);
    const query = new URLSearchParams();
    Object.entries({ ...filterOf(wish), sort: sort || undefined }).forEach(([name, value]) => {
      if (value !== undefined) {
        query.set(name, String(value));
      }
    });
    try {
      await download(`/api/v1/projects/export.xlsx?${query.toString()}`, 'projects.xlsx');
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  return (
    <>
      <Refused error={failure} />
      <Button size="small" icon={<DownloadOutlined />} loading={busy} onClick={() => void run()}>{t('export')}</Button>
    </>
  );
}

/** Projects in the scope of the acting identity: words, filters, sort and page stand in the address. */
export function ProjectList() {
  const { t } = useTranslation('projects');
  const { t: shell } = useTranslation();
  const words = useWords();
  const may = useMay();
  const session = useSession().data;
  const [wish, change] = useUrlState({ ...anyProject, sort: '', after: '' });
  const projects = useProjects(wish);
  const calls = useChoices();
  const narrowed = Object.entries(anyProject).some(([name, value]) => wish[name as keyof ProjectWish] !== value);
  return (
    <Page title={t('projects')} crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }]}>
      <FilterBar>
        <SearchBox value={wish.search} label={t('search')} width={300} onSearch={(search) => change({ search })} />
        <Filter
          label={t('column.call')} any={t('any')} value={wish.call} width={300} onChange={(call) => change({ call })}
          options={calls.filter((call) => !wish.year || String(call.year) === wish.year).map((call) => ({ value: call.id, label: call.title }))}
        />
        <Filter
          label={t('year')} any={t('any')} value={wish.year} width={140}
          onChange={(year) => change({ year, call: '' })} options={yearsOf(calls).map((year) => ({ value: year, label: year }))}
        />
        <Filter
          label={t('column.status')} any={t('any')} value={wish.status} onChange={(status) => change({ status })}
          options={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        />
        <Checkbox checked={wish.holder === 'yes'} onChange={(event) => change({ holder: event.target.checked ? 'yes' : '' })}>
          {t('mineOnly')}
        </Checkbox>
        {narrowed && <Button type="link" onClick={() => change(anyProject)}>{t('clear')}</Button>}
      </FilterBar>
      <Stages wish={wish} onChoose={(stage) => change({ stage })} />
      <DataTable
        name="projects" label={t('projects')} person={session?.person ?? ''} query={projects}
        columns={projectColumns(t, words)} rowKey={(row) => row.id} sort={wish.sort} after={wish.after} onChange={change}
        extra={(
          <>
            {may('project.export') && <Export wish={wish} sort={wish.sort} />}
            <SavedSearches list="projects" person={session?.person ?? ''} />
          </>
        )}
        empty={narrowed
          ? <Empty title={t('noMatch')} hint={t('noMatchHint')}><Button onClick={() => change(anyProject)}>{t('clear')}</Button></Empty>
          : (
            <Empty title={t('noProjects')} hint={t('noProjectsHint')}>
              {may('project.start') && <Link className="btn primary" to={paths.calls({ status: 'open' })}>{t('startNew')}</Link>}
            </Empty>
          )}
      />
    </Page>
  );
}
