import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProjectView } from '@/api/types';
import { paths } from '@/app/paths';
import { Empty, Loaded, Refused } from '@/ui/States';
import { useWords } from '@/ui/words';
import { useForm } from './queries';
import { SectionReading } from './Reading';
import { openFile } from './upload';

type FormName = ProjectView['forms'][number];

function Form({ project, form }: { project: string; form: FormName }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const query = useForm(project, form.id);
  const [failure, setFailure] = useState<unknown>(null);
  return (
    <article>
      <div className="spread">
        <h2>{words(form.name)}</h2>
        <span className="row">
          {form.sm3 && <span className="small muted num" title={form.sm3}>{t('frozen', { hash: form.sm3.slice(0, 12) })}</span>}
          {form.editable && <Link className="btn primary" to={paths.form(project, form.id)}>{t('fill', { form: words(form.name) })}</Link>}
        </span>
      </div>
      <Refused error={failure} />
      <Loaded query={query}>
        {(read) => (
          <>
            {read.sections.map((section) => (
              <section key={section.id} className="section-block">
                <h3>{words(section.name)}</h3>
                <SectionReading
                  schema={section.schema} ui={section.ui} content={section.content}
                  onFile={(file) => void openFile(project, file).catch(setFailure)}
                />
              </section>
            ))}
          </>
        )}
      </Loaded>
    </article>
  );
}

/** What was written, by form and section. */
export function ContentTab({ project }: { project: ProjectView }) {
  const { t } = useTranslation('projects');
  if (project.forms.length === 0) {
    return <Empty title={t('noForms')} hint={t('noFormsHint')} />;
  }
  return <div className="stack">{project.forms.map((form) => <Form key={form.id} project={project.id} form={form} />)}</div>;
}
