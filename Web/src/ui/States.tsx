import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseQueryResult } from '@tanstack/react-query';
import { ProblemError } from '@/api/problem';
import { errorSentence, sentence } from './sentences';

/** What stands in for a page or panel while it loads. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status" aria-live="polite">
      <span className="sr" style={{ margin: 0 }}>{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => <span key={line} aria-hidden="true" />)}
    </div>
  );
}

/** Nothing here yet: what will be here, and how to begin. */
export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {hint && <p className="muted">{hint}</p>}
      {children && <div className="row">{children}</div>}
    </div>
  );
}

/** What failed, try again, number to quote. 403 and 404 are told as what they are. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ProblemError ? error.problem : null;
  const [now] = useState(() => new Date());
  const kind = problem?.status === 404 ? 'missing' : problem?.status === 403 ? 'forbidden' : 'failed';
  const quote = problem ? [problem.number, problem.code].find((text) => text) : null;
  return (
    <div className="state" role="alert">
      <h2>{t(`state.${kind}.title`)}</h2>
      <p className="muted">{kind === 'missing' ? t('state.missing.hint') : errorSentence(t, error)}</p>
      {kind === 'failed' && quote && (
        <p className="small muted">{t('state.quote', { number: quote, at: now.toISOString().slice(0, 19) })}</p>
      )}
      <div className="row">
        {again && kind === 'failed' && (
          <button type="button" className="btn primary" onClick={again}>{t('again')}</button>
        )}
        <button type="button" className="btn" onClick={() => history.back()}>{t('back')}</button>
      </div>
    </div>
  );
}

/** Shows a query's data, or its skeleton, or its failure. */
export function Loaded<T>({ query, children, lines }: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  lines?: number;
}) {
  if (query.data !== undefined) {
    return <>{children(query.data)}</>;
  }
  return query.error
    ? <Failure error={query.error} again={() => void query.refetch()} />
    : <Loading lines={lines} />;
}

/** A refusal above a form or list, with its single findings. */
export function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!error) {
    return null;
  }
  const details = error instanceof ProblemError ? error.problem.details : [];
  return (
    <div className="band bad" role="alert">
      {errorSentence(t, error)}
      {details.length > 0 && (
        <ul>{details.map((detail, at) => <li key={at}>{sentence(t, detail, detail.status)}</li>)}</ul>
      )}
    </div>
  );
}
