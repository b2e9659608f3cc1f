import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useCommand } from '@/api/commands';
import type { PublicationView, PublishedProject } from '@/api/types';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { Empty, Loaded, Refused } from '@/ui/States';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import { bounds, faultsOf, sentOf, type ObjectionField, type Typed } from './objecting';
import { raiseObjection, usePublication, usePublishedProject } from './queries';
import { Shown } from './Shown';

function What({ project }: { project: PublishedProject }) {
  const { t } = useTranslation('publications');
  const words = useWords();
  return (
    <section className="panel">
      <h2>{t('what')}</h2>
      <dl className="facts">
        {project.fields.map((field) => (
          <div key={field.id}><dt>{words(field.name)}</dt><dd><Shown field={field} unit /></dd></div>
        ))}
      </dl>
    </section>
  );
}

function Field({ name, typed, faulty, onChange }: {
  name: ObjectionField; typed: Typed; faulty: boolean; onChange: (text: string) => void;
}) {
  const { t } = useTranslation('publications');
  const [least, most] = bounds[name];
  const needed = !typed.anonymous || name === 'text';
  const error = faulty ? t(`form.${name}Fault`, { least, most }) : '';
  const common = {
    id: name, value: typed[name], maxLength: most, required: needed, 'aria-invalid': faulty,
    'aria-describedby': `${name}-hint${faulty ? ` ${name}-error` : ''}`,
  };
  return (
    <div className="field">
      <label htmlFor={name}>
        {t(`form.${name}`)}{needed && <span className="required">{t('form.required')}</span>}
      </label>
      {name === 'text'
        ? <textarea {...common} rows={8} onChange={(event) => onChange(event.target.value)} />
        : <input {...common} autoComplete={name === 'name' ? 'name' : 'off'} onChange={(event) => onChange(event.target.value)} />}
      <span id={`${name}-hint`} className="small muted">
        {t(`form.${name}Hint`)}{name === 'text' && ` ${t('form.length', { length: typed.text.trim().length, most })}`}
      </span>
      {error && <span id={`${name}-error`} className="field-error" role="alert">{error}</span>}
    </div>
  );
}

function Receipt({ number, at, publication }: { number: string; at: string; publication: string }) {
  const { t } = useTranslation('publications');
  return (
    <section className="panel receipt" role="status">
      <h2>{t('receipt.title')}</h2>
      <p>{t('receipt.lead')}</p>
      <dl className="publication-facts">
        <dt>{t('receipt.number')}</dt><dd className="num receipt-number">{number}</dd>
        <dt>{t('receipt.at')}</dt><dd><When at={at} /></dd>
      </dl>
      <p>{t('receipt.keep')}</p>
      <div className="row no-print">
        <button type="button" className="btn primary" onClick={() => print()}>{t('receipt.print')}</button>
        <Link className="btn" to={paths.objection(number)}>{t('check')}</Link>
        <Link className="btn" to={paths.publication(publication)}>{t('receipt.back')}</Link>
      </div>
    </section>
  );
}

function ObjectionForm({ view, project }: { view: PublicationView; project: PublishedProject }) {
  const { t } = useTranslation('publications');
  const [typed, setTyped] = useState<Typed>({ anonymous: false, name: '', contact: '', text: '' });
  const [tried, setTried] = useState(false);
  const raise = useCommand(raiseObjection);
  const faults = tried ? faultsOf(typed) : [];
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const wrong = faultsOf(typed);
    if (wrong[0]) {
      document.getElementById(wrong[0])?.focus();
    } else {
      raise.mutate({ project: project.project, publication: view.row.id, ...sentOf(typed) });
    }
  };
  if (raise.data) {
    return <Receipt number={raise.data.id} at={raise.data.at} publication={view.row.id} />;
  }
  const fields: ObjectionField[] = typed.anonymous ? ['contact', 'text'] : ['name', 'contact', 'text'];
  return (
    <form className="panel stack objection" onSubmit={send} noValidate>
      <h2>{t('form.title')}</h2>
      <p className="muted">{t('form.sealed')}</p>
      <Refused error={raise.error} />
      {view.anonymous && (
        <fieldset>
          <legend>{t('form.who')}</legend>
          {[false, true].map((anonymous) => (
            <label key={String(anonymous)} className="row">
              <input
                type="radio" name="who" checked={typed.anonymous === anonymous}
                onChange={() => setTyped({ ...typed, anonymous })}
              />
              {t(anonymous ? 'form.anonymous' : 'form.named')}
            </label>
          ))}
        </fieldset>
      )}
      {fields.map((name) => (
        <Field
          key={name} name={name} typed={typed} faulty={faults.includes(name)}
          onChange={(text) => setTyped({ ...typed, [name]: text })}
        />
      ))}
      <div className="row">
        <button type="submit" className="btn primary" disabled={raise.isPending}>{t('form.send')}</button>
        <Link className="btn" to={paths.publication(view.row.id)}>{t('form.leave')}</Link>
      </div>
    </form>
  );
}

/** Objects to one published project; for anyone. */
export function ObjectionPage() {
  const { t } = useTranslation('publications');
  const { t: shell } = useTranslation();
  const words = useWords();
  const { publication = '', project: id = '' } = useParams();
  const view = usePublication(publication);
  const project = usePublishedProject(publication, id);
  const row = view.data?.row;
  const title = row ? t('titleOf', { stage: words(row.stage), call: row.callTitle }) : t('publication');
  return (
    <Page
      title={t('objectionTitle')}
      crumbs={[
        { name: shell('nav.portal'), to: paths.portal() }, { name: t('list'), to: paths.publications() },
        { name: title, to: paths.publication(publication) },
      ]}
    >
      <Loaded query={view}>
        {(shown) => (
          <Loaded query={project}>
            {(found) => (
              <div className="stack objection-page">
                <What project={found} />
                {found.takesObjections
                  ? <ObjectionForm view={shown} project={found} />
                  : <div className="panel"><Empty title={t('closed')} hint={t('closedHint')} /></div>}
              </div>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
