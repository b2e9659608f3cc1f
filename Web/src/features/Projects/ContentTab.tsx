import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { openFile } from '@/api/files';
import type { FormBefore, FormView, ProjectView } from '@/api/types';
import { paths } from '@/app/paths';
import { Empty, Loaded, Refused } from '@/ui/States';
import { minuteOf } from '@/ui/time';
import { useWords } from '@/ui/words';
import { differingParts } from './Differences';
import { useForm, useFormBefore } from './queries';
import { SectionReading } from '@/ui/reading/Reading';

type FormName = ProjectView['forms'][number];

/** What each section held in the submission before; absent where nothing changed. */
function earlierOf(before: FormBefore | undefined, section: string): unknown {
  return before?.sections.find((each) => each.section === section)?.content;
}

function Corrected({ form, before }: { form: FormView; before: FormBefore }) {
  const { t } = useTranslation('projects');
  const words = useWords();
  const changed = form.sections.flatMap((section) => {
    const earlier = earlierOf(before, section.id);
    return earlier === undefined ? [] : differingParts(section.schema, section.ui, earlier, section.content)
      .map((part) => ({ id: `${section.id}-${part.name}`, name: `${words(section.name)} · ${words(part.ui['ui:options']?.name)}` }));
  });
  return (
    <div className="band plain" role="status">
      {t('changed.band', { at: minuteOf(before.submitted ?? ''), count: changed.length })}
      {changed.length > 0 && (
        <ul>{changed.map((each) => <li key={each.id}><a className="plain-link" href={`#${each.id}`}>{each.name}</a></li>)}</ul>
      )}
    </div>
  );
}

/** One form as it is read; what a correction changed is marked. */
export function FormReading({ project, form }: { project: string; form: FormName }) {
  const { t } = useTranslation('projects');
  const { t: documents } = useTranslation('documents');
  const words = useWords();
  const query = useForm(project, form.id);
  const before = useFormBefore(project, form.id, form.sm3 !== null && !form.editable).data;
  const [failure, setFailure] = useState<unknown>(null);
  const again = before?.submitted ? before : undefined;
  return (
    <article>
      <div className="spread">
        <h2>{words(form.name)}</h2>
        <span className="row">
          {form.sm3 && <span className="small muted num" title={form.sm3}>{t('frozen', { hash: form.sm3.slice(0, 12) })}</span>}
          <Link className="btn" title={documents('pdfHint')} to={paths.viewForm(project, form.id)}>{documents('pdf')}</Link>
          {form.editable && <Link className="btn primary" to={paths.form(project, form.id)}>{t('fill', { form: words(form.name) })}</Link>}
        </span>
      </div>
      <Refused error={failure} />
      <Loaded query={query}>
        {(read) => (
          <>
            {again && <Corrected form={read} before={again} />}
            {read.sections.map((section) => (
              <section key={section.id} className="section-block">
                <h3>{words(section.name)}</h3>
                <SectionReading
                  id={section.id} schema={section.schema} ui={section.ui} content={section.content}
                  hidden={section.hidden}
                  earlier={earlierOf(again, section.id)}
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

/** What was written, by form and section; what a correction changed is marked. */
export function ContentTab({ project }: { project: ProjectView }) {
  const { t } = useTranslation('projects');
  const forms = project.forms.filter((form) => form.begun || form.editable);
  if (forms.length === 0) {
    return <Empty title={t('noForms')} hint={t('noFormsHint')} />;
  }
  return <div className="stack">{forms.map((form) => <FormReading key={form.id} project={project.id} form={form} />)}</div>;
}
