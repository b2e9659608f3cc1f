import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ProjectView } from '@/api/types';
import { Status } from '@/ui/Status';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';

/** The parties of the stage that signs: who has signed, under which identity and when, and who is still to. */
export function Parties({ project, stage }: { project: ProjectView; stage: string }) {
  const { t } = useTranslation('work');
  const words = useWords();
  const tasks = project.stages.find((each) => each.id === stage)?.tasks ?? [];
  const signedBy = (name: string) => project.signatures.find((each) => each.party.zh === name);
  return (
    <ul className="together" aria-label={t('parties')}>
      {tasks.map((task) => {
        const signed = signedBy(task.name.zh);
        return (
          <li key={task.id}>
            <div className="spread">
              <b>{words(task.name)}</b>
              <Status tone={signed ? 'good' : 'busy'}>{signed ? t('signed') : t('toSign')}</Status>
            </div>
            <div className="small muted">
              {signed ? <>{t('signedBy', { by: signed.by, under: signed.under })} · <When at={signed.at} /></> : task.holder}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Exactly what is signed, for whom, and what it binds to; to be confirmed before signing. */
export function Signing({ project, form, task, read, onRead, missing }: {
  project: ProjectView; form: string; task: string; read: boolean; onRead: (read: boolean) => void; missing: boolean;
}) {
  const { t } = useTranslation('work');
  const words = useWords();
  const signed = project.forms.find((each) => each.id === form);
  const party = project.tasks.find((each) => each.id === task);
  if (!signed) {
    return null;
  }
  return (
    <section className="statement" aria-label={t('statement')}>
      <p><b>{t('signs', { form: words(signed.name) })}</b></p>
      <p className="sm3 small">SM3 {signed.sm3}</p>
      <p>{t('statementText', { holder: party?.holder ?? '', party: party ? words(party.name) : '', form: words(signed.name) })}</p>
      <p className="small muted">{t('signConsequences')}</p>
      <Checkbox checked={read} onChange={(event) => onRead(event.target.checked)}>{t('haveRead')}</Checkbox>
      {missing && <div className="field-error" role="alert">{t('haveReadMissing')}</div>}
    </section>
  );
}
