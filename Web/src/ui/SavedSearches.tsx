import { useState } from 'react';
import { App, Button, Input, Popover } from 'antd';
import { DeleteOutlined, StarOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

export interface SavedSearch {
  name: string;
  /** The address' query, without the page. */
  query: string;
}

const MOST = 20;

function placeOf(list: string, person: string): string {
  return `sungov.searches:${person}:${list}`;
}

/** Searches kept under a name on this device; a broken store counts as empty. */
export function readSearches(list: string, person: string): SavedSearch[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(list, person)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each: SavedSearch) => typeof each.name === 'string' && typeof each.query === 'string') : [];
  } catch {
    return [];
  }
}

/** Keeps a search; the same name is replaced, the newest stands first. */
export function keepSearch(list: string, person: string, search: SavedSearch): SavedSearch[] {
  const next = [search, ...readSearches(list, person).filter((each) => each.name !== search.name)].slice(0, MOST);
  localStorage.setItem(placeOf(list, person), JSON.stringify(next));
  return next;
}

export function dropSearch(list: string, person: string, name: string): SavedSearch[] {
  const next = readSearches(list, person).filter((each) => each.name !== name);
  localStorage.setItem(placeOf(list, person), JSON.stringify(next));
  return next;
}

/** The query that gives this list again, to whoever opens it: filters and sort, not the page. */
export function lasting(params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  next.delete('after');
  next.delete('as');
  next.sort();
  return next.toString();
}

/** Named searches of a list: open, keep the present one, copy its address for others, forget. */
export function SavedSearches({ list, person }: { list: string; person: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [params, setParams] = useSearchParams();
  const [saved, setSaved] = useState(() => readSearches(list, person));
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const now = lasting(params);
  const keep = () => {
    if (name.trim()) {
      setSaved(keepSearch(list, person, { name: name.trim(), query: now }));
      setName('');
      void message.success(t('searches.kept'));
    }
  };
  const copy = async () => {
    const address = `${location.origin}${location.pathname}${now ? `?${now}` : ''}`;
    try {
      await navigator.clipboard.writeText(address);
      void message.success(t('searches.copied'));
    } catch {
      void message.info(address);
    }
  };
  const content = (
    <div className="stack searches">
      {saved.length === 0 && <p className="muted small" style={{ margin: 0 }}>{t('searches.none')}</p>}
      {saved.length > 0 && (
        <ul className="plain-list">
          {saved.map((each) => (
            <li key={each.name} className="spread">
              <button
                type="button" className="linkish" aria-current={each.query === now ? 'true' : undefined}
                onClick={() => { setParams(new URLSearchParams(each.query)); setOpen(false); }}
              >
                {each.name}
              </button>
              <Button
                type="text" size="small" icon={<DeleteOutlined />} aria-label={t('searches.forget', { name: each.name })}
                onClick={() => setSaved(dropSearch(list, person, each.name))}
              />
            </li>
          ))}
        </ul>
      )}
      <form className="row" style={{ flexWrap: 'nowrap' }} onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <Input aria-label={t('searches.name')} placeholder={t('searches.name')} maxLength={30} value={name} onChange={(event) => setName(event.target.value)} />
        <Button htmlType="submit" disabled={name.trim() === ''}>{t('searches.keep')}</Button>
      </form>
      <Button size="small" onClick={() => void copy()}>{t('searches.copy')}</Button>
      <p className="muted small" style={{ margin: 0 }}>{t('searches.hint')}</p>
    </div>
  );
  return (
    <Popover content={content} title={t('searches.title')} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <Button size="small" icon={<StarOutlined />}>{t('searches.title')}</Button>
    </Popover>
  );
}
