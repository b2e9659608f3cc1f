import { useTranslation } from 'react-i18next';
import type { ProjectView, StageView } from '@/api/types';
import { sentence } from '@/ui/sentences';
import { Status } from '@/ui/Status';
import { useWords } from '@/ui/words';

/** A fact as it was looked at. */
function shown(value: unknown): string {
  if (value === null || value === undefined) {
    return '—';
  }
  if (typeof value === 'object') {
    return 'name' in value && typeof value.name === 'string' ? value.name : JSON.stringify(value);
  }
  return String(value);
}

function Judged({ stage }: { stage: StageView }) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  const words = useWords();
  const { instant } = stage;
  if (!instant) {
    return null;
  }
  const broken = instant.rules.filter((rule) => !rule.holds);
  return (
    <details className="panel instant" open={stage.state === 'now'}>
      <summary>
        <b>{words(stage.name)}</b>{' '}
        <Status tone={instant.passed ? 'good' : 'warn'}>
          {instant.passed ? t('instant.passed', { count: instant.rules.length }) : t('instant.people', { count: broken.length })}
        </Status>
      </summary>
      {instant.handedOver && <p className="band">{sentence(any, instant.handedOver)}</p>}
      <ul className="checks">
        {instant.rules.map((rule) => (
          <li key={rule.id}>
            <Status tone={rule.holds ? 'good' : 'bad'}>{t(rule.holds ? 'instant.holds' : 'instant.broken')}</Status>{' '}
            {words(rule.rule)}
            <span className="small muted">
              {' '}{Object.entries(rule.values).map(([path, value]) => `${path} = ${shown(value)}`).join('；')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the rules found by which the platform ends a stage itself: why it did, or why a person decides. */
export function InstantTrace({ project }: { project: ProjectView }) {
  const judged = project.stages.filter((stage) => stage.instant);
  return judged.length === 0 ? null : <>{judged.map((stage) => <Judged key={stage.id} stage={stage} />)}</>;
}
