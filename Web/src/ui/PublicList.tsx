import { useState, type ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from './States';

/** One of a few, by a plain list that also works without scripts of a kit. */
export function Choice({ label, any, value, options, onChoose }: {
  label: string;
  any: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
}) {
  return (
    <label className="field">{label}
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{any}</option>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </label>
  );
}

/** Words to be found, and `children` to choose by. */
export function FindForm({ label, value, onFind, plain = false, children }: {
  label: string;
  value: string;
  onFind: (words: string) => void;
  /** Within a panel rather than one of its own. */
  plain?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  return (
    <form
      className={`find no-print${plain ? '' : ' panel'}`} role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(typed.trim());
      }}
    >
      <label className="field wide">{label}
        <input type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      {children}
      <button type="submit" className="btn primary">{t('find')}</button>
    </form>
  );
}

/** The way to the next page of a list and back to its first. */
export function Pager({ after, next, onPage }: { after: string; next: string | null; onPage: (after: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="row no-print" style={{ justifyContent: 'flex-end' }}>
      {after && <button type="button" className="btn" onClick={() => onPage('')}>{t('table.first')}</button>}
      {next && <button type="button" className="btn" onClick={() => onPage(next)}>{t('table.next')}</button>}
    </div>
  );
}

/** A page of a public list: how many there are, the items or what says there are none, and the way to the next page. */
export function PublicList<T extends { items: readonly unknown[]; next: string | null; total: number }>(
  { query, after, onPage, empty, counted = true, children }: {
    query: UseQueryResult<T>;
    after: string;
    onPage: (after: string) => void;
    empty: ReactNode;
    counted?: boolean;
    children: (items: T['items']) => ReactNode;
  },
) {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-live="polite">
      <Loaded query={query}>
        {(page) => (
          <>
            {counted && <p className="muted small">{t('table.total', { count: page.total })}</p>}
            {page.items.length ? children(page.items) : empty}
            <Pager after={after} next={page.next} onPage={onPage} />
          </>
        )}
      </Loaded>
    </section>
  );
}
