import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FormView, ProjectView } from '@/api/types';
import { Failure, Loading } from '@/ui/States';
import { sentence } from '@/ui/sentences';
import { Status } from '@/ui/Status';
import { useWords } from '@/ui/words';
import { readForm } from '../queries';
import { checksOf } from './checks';

function Form({ form }: { form: FormView }) {
  const { t } = useTranslation('work');
  const { t: any } = useTranslation();
  const words = useWords();
  const { rules, found, differs } = checksOf(form, words);
  return (
    <section className="section-block" aria-label={words(form.name)}>
      <div className="spread">
        <h3>{words(form.name)}</h3>
        <Status tone={found.length === 0 ? 'good' : 'warn'}>
          {found.length === 0 ? t('check.passed', { rules }) : t('check.found', { count: found.length })}
        </Status>
      </div>
      {found.length > 0 && (
        <ul className="checks">{found.map((each, at) => <li key={at}><b>{each.place}</b>：{sentence(any, each.finding)}</li>)}</ul>
      )}
      {differs.length > 0 && (
        <>
          <p className="small muted" style={{ margin: '.6rem 0 .2rem' }}>{t('check.differs')}</p>
          <ul className="checks">{differs.map((each) => <li key={each.place}>{each.place}</li>)}</ul>
        </>
      )}
    </section>
  );
}

/** What can be checked by itself: forms by their rules, places held against limits, objections that wait. */
export function ChecksTab({ project }: { project: ProjectView }) {
  const { t } = useTranslation('work');
  const { t: projects } = useTranslation('projects');
  const words = useWords();
  const forms = useQueries({
    queries: project.forms.filter((form) => form.begun).map((form) => ({
      queryKey: ['project', project.id, 'form', form.id], queryFn: () => readForm(project.id, form.id),
    })),
  });
  const failed = forms.find((form) => form.error);
  if (failed) {
    return <Failure error={failed.error} again={() => void failed.refetch()} />;
  }
  if (forms.some((form) => form.isPending)) {
    return <Loading lines={4} />;
  }
  return (
    <>
      {forms.map((form) => form.data && <Form key={form.data.id} form={form.data} />)}
      <section className="section-block" aria-label={t('check.quotas')}>
        <h3>{t('check.quotas')}</h3>
        {project.quotas.length === 0
          ? <p className="muted">{t('check.noQuotas')}</p>
          : (
            <ul className="checks">
              {project.quotas.map((quota) => (
                <li key={`${quota.holder}/${quota.rule.zh}`}>
                  {projects(quota.used == null ? 'quotaLimit' : 'quota', { rule: words(quota.rule), used: quota.used, limit: quota.limit })}
                </li>
              ))}
            </ul>
          )}
      </section>
      {project.openObjections > 0 && <div className="band">{t('check.objections', { count: project.openObjections })}</div>}
    </>
  );
}
