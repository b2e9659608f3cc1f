import { useState } from 'react';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Allowed, ProjectView } from '@/api/types';
import { paths } from '@/app/paths';
import { sentence } from '@/ui/sentences';
import { useWords } from '@/ui/words';
import { ActionDialog } from './ActionDialog';
import { Rounds } from './acting/Rounds';
import { WithdrawDialog } from './WithdrawDialog';

/** Primary first; the rest in the order of the definition. */
export function inOrder(allowed: readonly Allowed[]): Allowed[] {
  return [...allowed].sort((a, b) => Number(b.primary) - Number(a.primary));
}

/** What this identity may do now; what it cannot do now says why. */
export function Actions({ project }: { project: ProjectView }) {
  const { t } = useTranslation('projects');
  const { t: any } = useTranslation();
  const words = useWords();
  const [chosen, setChosen] = useState<Allowed | null>(null);
  const { t: work } = useTranslation('work');
  const editable = project.forms.find((form) => form.editable);
  const besides = !editable && project.allowed.some((allowed) => allowed.task !== null);
  return (
    <>
      {editable && <Link className="btn" to={paths.form(project.id, editable.id)}>{t('fill', { form: words(editable.name) })}</Link>}
      <Rounds project={project} />
      {besides && <Link className="btn" to={paths.task(project.id)}>{work('sideBySide')}</Link>}
      {inOrder(project.allowed).map((allowed) => {
        const why = allowed.why.map((reason) => sentence(any, reason)).join('；');
        const button = (
          <Button
            type={allowed.primary ? 'primary' : 'default'} disabled={why !== ''} onClick={() => setChosen(allowed)}
            aria-label={why ? `${words(allowed.name)}（${why}）` : undefined}
          >
            {words(allowed.name)}
          </Button>
        );
        const key = `${allowed.task ?? ''}/${allowed.action}`;
        if (allowed.signs && why === '') {
          return <Link key={key} className="btn primary" to={paths.task(project.id)}>{words(allowed.name)}</Link>;
        }
        return why ? <Tooltip key={key} title={why}><span>{button}</span></Tooltip> : <span key={key}>{button}</span>;
      })}
      {chosen && (chosen.task
        ? <ActionDialog project={project} allowed={chosen} task={chosen.task} onClose={() => setChosen(null)} />
        : <WithdrawDialog project={project} allowed={chosen} onClose={() => setChosen(null)} />)}
    </>
  );
}
