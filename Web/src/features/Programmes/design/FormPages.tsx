import { useState } from 'react';
import { Button, Checkbox } from 'antd';
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FormPreview } from '@/ui/preview';
import { useSettled } from '@/ui/settled';
import { Failure, Loading, Empty } from '@/ui/States';
import { useWords } from '@/ui/words';
import type { FormPart, SectionPart } from '../model/definition';
import { freeId, indexOf, insert, join } from '../model/places';
import { usePreview } from '../queries';
import { findingsBelow, useEditing } from './editing';
import { Members, Tools } from './Members';
import { SumCheck } from './SumCheck';

/** The section as applicants see it, made by the same server code and the same components. */
function Preview({ form, section }: { form: FormPart; section: SectionPart }) {
  const { t } = useTranslation('design');
  const settled = useSettled(form);
  const made = usePreview(settled);
  const [contents, setContents] = useState<Record<string, unknown>>({});
  const [whole, setWhole] = useState(false);
  const shown = made.data?.sections.find((each) => each.id === section.id);
  const words = useWords();
  return (
    <section className="panel d-preview" aria-label={t('preview.title')}>
      <div className="spread">
        <h2>{t('preview.title')}</h2>
        <span className="row">
          <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>{t('preview.whole')}</Checkbox>
          <Button size="small" onClick={() => setContents({ ...contents, [section.id]: {} })}>{t('preview.clear')}</Button>
        </span>
      </div>
      <p className="muted small">{t('preview.hint')}</p>
      {made.error && !made.data ? <Failure error={made.error} again={() => void made.refetch()} /> : !shown ? <Loading lines={6} /> : (
        <>
          {section.help && <p className="muted prose">{words(section.help)}</p>}
          {(section.fields ?? []).length === 0 ? <p className="muted">{t('preview.empty')}</p> : (
            <FormPreview
              key={section.id} section={section.id} schema={shown.schema} ui={shown.ui} whole={whole}
              content={contents[section.id] ?? {}}
              onChange={(content) => setContents((now) => ({ ...now, [section.id]: content }))}
            />
          )}
        </>
      )}
    </section>
  );
}

/** One section: its fields and checks at the left, at the right what applicants get. */
export function SectionPage({ form: formId, section: sectionId }: { form: string; section: string }) {
  const { t } = useTranslation('design');
  const { definition } = useEditing();
  const words = useWords();
  const form = definition.forms?.find((each) => each.id === formId);
  const section = form?.sections?.find((each) => each.id === sectionId);
  if (!form || !section) {
    return <Empty title={t('gone')} hint={t('goneHint')} />;
  }
  const place = join('forms', formId, 'sections', sectionId);
  const at = indexOf(form.sections ?? [], sectionId);
  return (
    <div className="d-split">
      <section className="panel" aria-label={words(section.name)}>
        <div className="spread">
          <h2>{words(form.name)} · {words(section.name) || sectionId}</h2>
          <Tools place={place} name={words(section.name)} first={at === 0} last={at === (form.sections ?? []).length - 1} />
        </div>
        <Members key={place} part="section" place={place} only={['fields', 'rules']} />
        <SumCheck section={section} place={place} />
        <details className="d-details" open={(section.fields ?? []).length === 0}>
          <summary>{t('sectionBasics')}</summary>
          <Members part="section" place={place} without={['fields', 'rules']} />
        </details>
      </section>
      <Preview form={form} section={section} />
    </div>
  );
}

/** One form: its sections in order, and checks across them. */
export function FormPage({ form: formId }: { form: string }) {
  const { t } = useTranslation('design');
  const { definition, change, go, addressOf, findings, readOnly } = useEditing();
  const words = useWords();
  const form = definition.forms?.find((each) => each.id === formId);
  if (!form) {
    return <Empty title={t('gone')} hint={t('goneHint')} />;
  }
  const place = join('forms', formId);
  const sections = form.sections ?? [];
  const at = indexOf(definition.forms ?? [], formId);
  const add = () => {
    const id = freeId(sections.map((each) => each.id), 'section');
    const name = { zh: `${t('newSection', { lng: 'zh' })} ${sections.length + 1}`, en: `${t('newSection', { lng: 'en' })} ${sections.length + 1}` };
    change(insert(definition, `${place}/sections`, { id, name, fields: [] }), `${place}/sections`);
    go(`${place}/sections/${id}`);
  };
  return (
    <section className="panel" aria-label={words(form.name)}>
      <div className="spread">
        <h2>{words(form.name) || formId}</h2>
        <Tools place={place} name={words(form.name)} first={at === 0} last={at === (definition.forms ?? []).length - 1} />
      </div>
      <Members part="form" place={place} without={['sections', 'rules']} />
      <h3>{t('part.sections')}</h3>
      <ul className="plain-list d-list" data-place={`${place}/sections`}>
        {sections.map((section, no) => {
          const here = `${place}/sections/${section.id}`;
          const wrong = findingsBelow(findings, here).length;
          return (
            <li key={section.id} className="d-card spread">
              <span>
                <Link to={addressOf(here)}><b>{words(section.name) || section.id}</b></Link>{' '}
                <span className="muted small">{t('fieldCount', { count: (section.fields ?? []).length })}</span>
                {wrong > 0 && <span className="d-count">{wrong}</span>}
              </span>
              <Tools place={here} name={words(section.name)} first={no === 0} last={no === sections.length - 1} />
            </li>
          );
        })}
      </ul>
      {!readOnly && <Button size="small" icon={<PlusOutlined />} onClick={add}>{t('addSection')}</Button>}
      <Members part="form" place={place} only={['rules']} />
    </section>
  );
}
