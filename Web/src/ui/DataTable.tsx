import { useMemo, useState, useSyncExternalStore, type Key, type ReactNode } from 'react';
import { Button, Checkbox, Popover, Table, type TableColumnType } from 'antd';
import { SettingOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { UseQueryResult } from '@tanstack/react-query';
import { Empty, Failure, Loading } from './States';

/** A column: `sort` names the server's sort column; `fixed` columns cannot be hidden. */
export interface Column<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  width?: number;
  align?: 'right';
  sort?: string;
  fixed?: boolean;
  hidden?: boolean;
}

export interface PageOf<T> {
  items: T[];
  total: number;
  /** There are more rows than total says. */
  more?: boolean;
  next: string | null;
}

/** Which columns a person has chosen for a list; remembered on this device. */
export function useColumnChoice<T>(list: string, person: string, columns: readonly Column<T>[]) {
  const place = `sungov.columns:${person}:${list}`;
  const [hidden, setHidden] = useState<string[]>(() => {
    const kept = localStorage.getItem(place);
    return kept ? JSON.parse(kept) as string[] : columns.filter((column) => column.hidden).map((column) => column.key);
  });
  const choose = (next: string[]) => {
    localStorage.setItem(place, JSON.stringify(next));
    setHidden(next);
  };
  return [hidden, choose] as const;
}

function ColumnChoice<T>({ columns, hidden, choose }: {
  columns: readonly Column<T>[]; hidden: string[]; choose: (next: string[]) => void;
}) {
  const { t } = useTranslation();
  const list = (
    <div className="stack" style={{ gap: 4 }}>
      {columns.map((column) => (
        <Checkbox
          key={column.key}
          disabled={column.fixed}
          checked={!hidden.includes(column.key)}
          onChange={(event) => choose(
            event.target.checked ? hidden.filter((key) => key !== column.key) : [...hidden, column.key])}
        >
          {column.title}
        </Checkbox>
      ))}
    </div>
  );
  return (
    <Popover content={list} title={t('table.columns')} trigger="click" placement="bottomRight">
      <Button size="small" icon={<SettingOutlined />}>{t('table.columns')}</Button>
    </Popover>
  );
}

interface Props<T> {
  /** Name of the list, for the remembered columns and screen readers. */
  name: string;
  label: string;
  person: string;
  query: UseQueryResult<PageOf<T>>;
  columns: readonly Column<T>[];
  rowKey: (row: T) => Key;
  empty: ReactNode;
  sort?: string;
  after?: string;
  onChange?: (changes: { sort?: string; after?: string }) => void;
  extra?: ReactNode;
}

function toAntd<T>(columns: readonly Column<T>[], hidden: string[], sort: string): TableColumnType<T>[] {
  return columns.filter((column) => !hidden.includes(column.key)).map((column) => ({
    key: column.sort ?? column.key,
    title: column.title,
    width: column.width,
    align: column.align,
    sorter: Boolean(column.sort),
    sortOrder: column.sort === undefined ? null
      : sort === column.sort ? 'ascend' as const : sort === `-${column.sort}` ? 'descend' as const : null,
    render: (_: unknown, row: T) => column.render(row),
  }));
}

/** A row on a narrow screen: the fixed columns as its head, the others each with its name. */
function Cards<T extends object>({ items, columns, rowKey }: {
  items: readonly T[]; columns: readonly Column<T>[]; rowKey: (row: T) => Key;
}) {
  return (
    <ul className="cards">
      {items.map((row) => (
        <li key={rowKey(row)} className="panel">
          {columns.filter((column) => column.fixed).map((column) => <div key={column.key}>{column.render(row)}</div>)}
          <dl>
            {columns.filter((column) => !column.fixed).map((column) => (
              <div key={column.key}><dt>{column.title}</dt><dd>{column.render(row)}</dd></div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function subscribeNarrow(listener: () => void): () => void {
  const narrow = window.matchMedia('(max-width: 640px)');
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

function useNarrow(): boolean {
  return useSyncExternalStore(subscribeNarrow, () => window.matchMedia('(max-width: 640px)').matches);
}

/** A dense list: 40 px rows, sticky header, columns of one's own choice, total, cursor paging, state in the address. */
export function DataTable<T extends object>(props: Props<T>) {
  const { t } = useTranslation();
  const { query, columns, sort = '', after = '', onChange } = props;
  const [hidden, choose] = useColumnChoice(props.name, props.person, columns);
  const shown = useMemo(() => toAntd(columns, hidden, sort), [columns, hidden, sort]);
  const narrow = useNarrow();
  const width = columns.filter((column) => !hidden.includes(column.key))
    .reduce((sum, column) => sum + (column.width ?? 160), 0);
  if (query.error && !query.data) {
    return <Failure error={query.error} again={() => void query.refetch()} />;
  }
  if (!query.data) {
    return <Loading lines={8} />;
  }
  const { items, total, more, next } = query.data;
  return (
    <section aria-label={props.label} aria-busy={query.isFetching}>
      <div className="spread" style={{ marginBottom: 8 }}>
        <span className="muted" role="status">{t(more ? 'table.totalMore' : 'table.total', { count: total })}</span>
        <span className="row">
          {props.extra}
          <ColumnChoice columns={columns} hidden={hidden} choose={choose} />
        </span>
      </div>
      {items.length === 0 && !after ? props.empty : narrow ? (
        <Cards items={items} columns={columns.filter((column) => !hidden.includes(column.key))} rowKey={props.rowKey} />
      ) : (
        <Table<T>
          className="dense"
          size="small"
          rowKey={props.rowKey}
          dataSource={items}
          columns={shown}
          pagination={false}
          sticky
          scroll={{ x: width }}
          locale={{ emptyText: <Empty title={t('table.nomore')} /> }}
          onChange={(_page, _filters, sorter) => {
            const by = Array.isArray(sorter) ? sorter[0] : sorter;
            const column = String(by?.columnKey ?? '');
            onChange?.({ sort: by?.order ? `${by.order === 'descend' ? '-' : ''}${column}` : '' });
          }}
        />
      )}
      {(after || next) && onChange && (
        <nav className="row" style={{ justifyContent: 'flex-end', marginTop: 12 }} aria-label={t('table.pages')}>
          <Button disabled={!after} onClick={() => onChange({ after: '' })}>{t('table.first')}</Button>
          <Button disabled={!next} onClick={() => onChange({ after: next ?? '' })}>{t('table.next')}</Button>
        </nav>
      )}
    </section>
  );
}
