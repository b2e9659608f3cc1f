import { useState } from 'react';
import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '@/api/session';
import type { TrailEntry } from '@/api/types';
import { paths } from '@/app/paths';
import { Loaded } from '@/ui/States';
import { When } from '@/ui/When';
import { useLanguage } from '@/ui/words';
import { useTrail } from './queries';
import { trailSentence } from './trailSentence';

function Proof({ entry, verified }: { entry: TrailEntry; verified: boolean }) {
  const { t } = useTranslation('projects');
  const may = useMay();
  return (
    <div className="proof">
      <div>{verified ? t('proof.holds') : t('proof.broken')}</div>
      <div>{t('proof.sequence')} <span className="num">{entry.sequence}</span> · {t('proof.version')} <span className="num">{entry.version}</span></div>
      <div>{t('proof.hash')} <code>{entry.hash}</code></div>
      {may('journal.read') && <Link to={paths.journalEntry(entry.sequence)}>{t('proof.whole')}</Link>}
    </div>
  );
}

function Entry({ entry, verified }: { entry: TrailEntry; verified: boolean }) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <span className="trail-at"><When at={entry.at} /></span>
      <span>
        {trailSentence(any, entry, language)}
        {entry.opinion && <blockquote>{entry.opinion}</blockquote>}
      </span>
      <button type="button" className="linkish small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {verified
          ? <CheckCircleOutlined style={{ color: 'var(--green)' }} aria-hidden="true" />
          : <CloseCircleOutlined style={{ color: 'var(--red)' }} aria-hidden="true" />} {t('proof.name')}
      </button>
      {open && <Proof entry={entry} verified={verified} />}
    </li>
  );
}

/** What happened, in sentences; the proof one click away. */
export function TrailTab({ project }: { project: string }) {
  const { t } = useTranslation('projects');
  const trail = useTrail(project);
  return (
    <Loaded query={trail}>
      {(read) => (
        <>
          {read.verified
            ? <div className="band good">{t('trailVerified', { count: read.entries.length })}</div>
            : <div className="band bad" role="alert">{t('trailBroken', { fault: read.fault ?? '' })}</div>}
          <ol className="trail">
            {[...read.entries].reverse().map((entry, at) => (
              <Entry key={`${entry.sequence}/${entry.what}/${at}`} entry={entry} verified={read.verified} />
            ))}
          </ol>
        </>
      )}
    </Loaded>
  );
}
