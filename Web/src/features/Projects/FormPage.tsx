import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useSession } from '@/api/session';
import type { FormView, SectionView } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Failure, Loaded } from '@/ui/States';
import { useWords } from '@/ui/words';
import { ProblemError } from '@/api/problem';
import { useForm, useProject } from './queries';
import { SectionEditor } from './SectionEditor';
import './form.css';

export type Mark = 'done' | 'open' | 'begun';

/** Whether a section is complete, begun, or not begun. */
export function markOf(section: SectionView): Mark {
  return section.findings.length === 0 && section.version > 0 ? 'done' : section.version > 0 ? 'begun' : 'open';
}

function Outline({ project, form, current }: { project: string; form: FormView; current: string }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const done = form.sections.filter((section) => markOf(section) === 'done').length;
  return (
    <nav className="outline" aria-label={t('outline')}>
      <p className="small muted">{t('outlineDone', { done, all: form.sections.length })}</p>
      <ol>
        {form.sections.map((section) => {
          const mark = markOf(section);
          return (
            <li key={section.id} className={mark}>
              <Link to={paths.form(project, form.id, section.id)} aria-current={section.id === current ? 'step' : undefined}>
                <span className="mark" aria-hidden="true" />
                <span>{words(section.name)}</span>
                <span className="small muted">
                  {mark === 'done' ? t('mark.done') : mark === 'open' ? t('mark.open') : t('mark.begun', { count: section.findings.length })}
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
      <Link className="btn" to={paths.project(project)}>{t('toSubmit')}</Link>
    </nav>
  );
}

/** Filling a form: sections in the outline, one on the screen. */
export function FormPage() {
  const { t } = useTranslation('projects');
  const { t: shell } = useTranslation();
  const words = useWords();
  const session = useSession().data;
  const { project: id = '', form: formId = '', section: sectionId } = useParams();
  const project = useProject(id);
  const form = useForm(id, formId);
  const section = form.data?.sections.find((each) => each.id === (sectionId ?? form.data?.sections[0]?.id));
  const crumbs = [
    { name: shell('nav.tasks'), to: paths.tasks() },
    { name: project.data?.title ?? t('project'), to: paths.project(id) },
  ];
  return (
    <Page title={form.data ? words(form.data.name) : t('form')} crumbs={crumbs}>
      <Loaded query={form} lines={12}>
        {(read) => (section
          ? (
            <div className="form-grid">
              <Outline project={id} form={read} current={section.id} />
              <SectionEditor key={section.id} person={session?.person ?? ''} project={id} form={read} section={section} />
            </div>
          )
          : <Failure error={new ProblemError({ status: 404, code: 'not-found', args: {}, field: null, details: [], number: '' })} />)}
      </Loaded>
    </Page>
  );
}
