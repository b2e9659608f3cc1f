import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { sentence } from '@/ui/sentences';
import { Empty } from '@/ui/States';
import { useEditing, type Finding } from './editing';
import { usePlaceName } from './names';

function List({ title, findings }: { title: string; findings: readonly Finding[] }) {
  const { t } = useTranslation();
  const { addressOf } = useEditing();
  const nameOf = usePlaceName();
  return findings.length === 0 ? null : (
    <section className="panel" aria-label={title}>
      <h2>{title}（{findings.length}）</h2>
      <ol className="d-findings">
        {findings.map((finding, no) => (
          <li key={no}>
            <Link to={`${addressOf(finding.place)}?at=${encodeURIComponent(finding.place)}`}>{nameOf(finding.place)}</Link>
            <div>{sentence(t, finding)}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Everything the check says, each with the way to its place. */
export function FindingsPage() {
  const { t } = useTranslation('design');
  const { findings } = useEditing();
  if (findings.length === 0) {
    return <Empty title={t('findings.none')} hint={t('findings.noneHint')} />;
  }
  return (
    <div className="stack">
      <List title={t('findings.faults')} findings={findings.filter((finding) => !finding.warning)} />
      <List title={t('findings.warnings')} findings={findings.filter((finding) => finding.warning)} />
    </div>
  );
}
