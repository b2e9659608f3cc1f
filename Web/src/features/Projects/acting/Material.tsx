import { useState } from 'react';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ProjectView } from '@/api/types';
import { useUrlState } from '@/ui/urlState';
import { Empty } from '@/ui/States';
import { useWords } from '@/ui/words';
import { FormReading } from '../ContentTab';
import { DocumentsTab } from '../DocumentsTab';
import { OpinionsTab } from '../OpinionsTab';
import { ChecksTab } from './Checks';
import { DecisionsTab } from './Decisions';

/** The forms begun so far, the one that is signed or was begun last in front. */
function Forms({ project, first }: { project: ProjectView; first: string | null }) {
  const { t } = useTranslation('work');
  const words = useWords();
  const forms = project.forms.filter((form) => form.begun);
  const [chosen, setChosen] = useState(first ?? forms.at(-1)?.id);
  const form = forms.find((each) => each.id === chosen) ?? forms.at(-1);
  if (!form) {
    return <Empty title={t('noForms')} hint={t('noFormsHint')} />;
  }
  return (
    <>
      {forms.length > 1 && (
        <div className="form-choice" role="group" aria-label={t('forms')}>
          {forms.map((each) => (
            <button key={each.id} type="button" className="btn" aria-pressed={each === form} onClick={() => setChosen(each.id)}>
              {words(each.name)}
            </button>
          ))}
        </div>
      )}
      <FormReading key={form.id} project={project.id} form={form} />
    </>
  );
}

/** What is decided on: what was written, attachments, results so far, opinions, and what the checks found. */
export function Material({ project, first }: { project: ProjectView; first: string | null }) {
  const { t } = useTranslation('work');
  const [{ show }, change] = useUrlState({ show: 'content' });
  const tabs: [string, () => React.ReactNode][] = [
    ['content', () => <Forms project={project} first={first} />],
    ['files', () => <DocumentsTab project={project} inPlace />],
    ['decisions', () => <DecisionsTab project={project} />],
    ['opinions', () => <OpinionsTab project={project.id} />],
    ['checks', () => <ChecksTab project={project} />],
  ];
  return (
    <section className="panel task-material" aria-label={t('material')}>
      <Tabs
        activeKey={show} onChange={(next) => change({ show: next })} destroyOnHidden
        items={tabs.map(([key, content]) => ({ key, label: t(`show.${key}`), children: content() }))}
      />
    </section>
  );
}
