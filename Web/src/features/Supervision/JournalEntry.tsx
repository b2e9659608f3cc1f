import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMay } from '@/api/session';
import type { JournalRow } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Loaded } from '@/ui/States';
import { secondOf } from '@/ui/time';
import { actorOf } from './JournalSearch';
import { useJournalEntry } from './queries';

function Thing({ row }: { row: JournalRow }) {
  const may = useMay();
  const to = row.kind === 'project' && may('project.read') ? paths.project(row.key)
    : row.kind === 'call' ? paths.call(row.key)
      : row.kind === 'person' && may('person.read') ? paths.person(row.key)
        : row.kind === 'legal_entity' && may('entity.read') ? paths.entity(row.key) : null;
  return to ? <Link className="num" to={to}>{row.key}</Link> : <span className="num">{row.key}</span>;
}

function Hash({ name, hash }: { name: string; hash: string }) {
  return (
    <p style={{ margin: '.6rem 0 0', overflowWrap: 'anywhere' }}>
      <span className="muted small">{name}</span><br /><code>{hash || '—'}</code>
    </p>
  );
}

/** One entry whole, and whether its hash recomputes. */
export function JournalEntry() {
  const { t } = useTranslation('supervision');
  const { t: shell } = useTranslation();
  const { sequence = '' } = useParams();
  const query = useJournalEntry(Number(sequence));
  return (
    <Page
      title={t('entry', { sequence })}
      crumbs={[{ name: shell('nav.tasks'), to: paths.tasks() }, { name: t('journal'), to: paths.journal() }]}
    >
      <Loaded query={query} lines={10}>
        {(entry) => (
          <div className="stack">
            {entry.verified
              ? <div className="band good">{t('verified')}</div>
              : <div className="band bad" role="alert">{t('notVerified')}</div>}
            <section className="panel">
              <dl className="facts">
                <div><dt>{t('at')}</dt><dd className="num">{secondOf(entry.row.at)}</dd></div>
                <div><dt>{t('kind')}</dt><dd>{t(`kinds.${entry.row.kind}`, { defaultValue: entry.row.kind })}</dd></div>
                <div><dt>{t('key')}</dt><dd><Thing row={entry.row} /></dd></div>
                <div><dt>{t('version')}</dt><dd className="num">{entry.row.version}</dd></div>
                <div><dt>{t('actor')}</dt><dd>{actorOf(t, entry.row)}</dd></div>
                <div><dt>{t('identity')}</dt><dd className="num">{entry.row.identity || '—'}</dd></div>
                <div><dt>{t('command')}</dt><dd className="num" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>{entry.command}</dd></div>
              </dl>
              <Hash name={t('hash')} hash={entry.row.hash} />
              <Hash name={t('previous')} hash={entry.previous} />
              <p className="muted small" style={{ margin: '.6rem 0 0' }}>
                {entry.anchor ? t('anchored', { number: entry.anchor }) : t('notYetAnchored')}
              </p>
            </section>
            <section className="panel">
              <h2>{t('body')}</h2>
              <pre tabIndex={0} style={{ overflow: 'auto', maxHeight: '60vh', margin: 0, fontSize: '.9rem' }}>
                {JSON.stringify(entry.body, null, 2)}
              </pre>
            </section>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
