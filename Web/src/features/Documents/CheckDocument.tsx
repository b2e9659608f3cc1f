import { useState, type FormEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { api, take } from '@/api/client';
import { ProblemError } from '@/api/problem';
import { paths } from '@/app/paths';
import { Page } from '@/ui/Page';
import { errorSentence } from '@/ui/sentences';
import { Loaded } from '@/ui/States';
import { When } from '@/ui/When';
import { useWords } from '@/ui/words';
import './documents.css';

function Result({ code }: { code: string }) {
  const { t } = useTranslation('documents');
  const { t: shell } = useTranslation();
  const words = useWords();
  const query = useQuery({
    queryKey: ['print', code],
    queryFn: () => take(api.GET('/api/v1/public/documents/{code}', { params: { path: { code } } })),
    retry: false,
  });
  if (query.error instanceof ProblemError && query.error.problem.code === 'document-unknown') {
    return (
      <section className="panel" role="alert">
        <h2 className="print-state unknown">{t('state.unknown')}</h2>
        <p>{errorSentence(shell, query.error)}</p>
      </section>
    );
  }
  return (
    <section className="panel" aria-live="polite">
      <Loaded query={query} lines={4}>
        {(check) => (
          <>
            <h2 className={`print-state ${check.state}`}>{t(`state.${check.state}`, { defaultValue: check.state })}</h2>
            <p>{t(`meaning.${check.state}`, { defaultValue: '' })}</p>
            <dl className="print-facts">
              <dt>{t('code')}</dt><dd className="num">{check.code}</dd>
              <dt>{t('programme')}</dt><dd>{words(check.programme)}</dd>
              <dt>{t('form')}</dt><dd>{words(check.form)}</dd>
              <dt>{t('number')}</dt><dd className="num">{check.number ?? t('noNumber')}</dd>
              {check.submitted && <><dt>{t('submitted')}</dt><dd><When at={check.submitted} /></dd></>}
            </dl>
          </>
        )}
      </Loaded>
    </section>
  );
}

/** What a print is worth, by the version code on its pages; for anyone. */
export function CheckDocument() {
  const { t } = useTranslation('documents');
  const { t: shell } = useTranslation();
  const { code = '' } = useParams();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code);
  const check = (event: FormEvent) => {
    event.preventDefault();
    void navigate(paths.checkDocument(typed.trim()));
  };
  return (
    <Page title={t('title')} crumbs={[{ name: shell('nav.portal'), to: paths.portal() }]} lead={<p className="muted">{t('lead')}</p>}>
      <form className="row panel print-check" onSubmit={check}>
        <label htmlFor="code">{t('code')}</label>
        <input
          id="code" className="num" value={typed} onChange={(event) => setTyped(event.target.value)}
          placeholder="XXXXX-XXXXX-XXXXX-XXXXX" autoComplete="off" spellCheck={false} required
        />
        <button type="submit" className="btn primary">{t('check')}</button>
      </form>
      {code && <Result key={code} code={code} />}
    </Page>
  );
}
