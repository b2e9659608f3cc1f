import { useState } from 'react';
import { TreeSelect } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '@/api/client';
import type { CodeRow } from '@/api/types';
import { useSettled } from './settled';

export interface CodeValue {
  code: string;
  name: string;
}

/** The codes of a table below one (none: the first level), or found by words or a code. */
function readCodes(table: string, under: string, search: string) {
  return {
    queryKey: ['codes', table, under, search],
    queryFn: () => take(api.GET('/api/v1/codes/{table}', {
      params: { path: { table }, query: { under: under || undefined, search: search || undefined } },
    })),
    staleTime: 3_600_000,
  };
}

interface Node {
  id: string;
  pId: string;
  value: string;
  title: string;
  name: string;
  isLeaf: boolean;
  selectable: boolean;
}

const nodeOf = (row: CodeRow, under: string, leaves: boolean, found: boolean): Node => ({
  id: row.code,
  pId: under,
  value: row.code,
  name: row.name,
  title: found && row.path ? `${row.code} ${row.name}（${row.path}）` : `${row.code} ${row.name}`,
  isLeaf: found || row.leaf,
  selectable: row.leaf || !leaves,
});

/** One code of a table, from its tree or by searching names and codes. */
export function CodePicker({ id, table, leaves, value, label, disabled, invalid, onChange }: {
  id?: string;
  table: string;
  leaves: boolean;
  value?: CodeValue;
  label: string;
  disabled?: boolean;
  invalid?: boolean;
  onChange: (value: CodeValue | undefined) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [below, setBelow] = useState<Node[]>([]);
  const search = useSettled(words.trim());
  const first = useQuery({ ...readCodes(table, '', ''), enabled: open });
  const hits = useQuery({ ...readCodes(table, '', search), enabled: open && search !== '' });
  const shown = search === ''
    ? [...(first.data ?? []).map((row) => nodeOf(row, '', leaves, false)), ...below]
    : (hits.data ?? []).map((row) => nodeOf(row, '', leaves, true));
  const chosen = value && !shown.some((node) => node.value === value.code)
    ? [{ id: value.code, pId: '', value: value.code, name: value.name, title: `${value.code} ${value.name}`, isLeaf: true, selectable: true }]
    : [];
  const nodes = [...chosen, ...shown];
  return (
    <TreeSelect<string>
      id={id}
      aria-label={label}
      aria-invalid={invalid}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      style={{ width: '100%', minWidth: 180 }}
      allowClear
      treeDataSimpleMode
      treeData={nodes}
      value={value?.code}
      placeholder={t('pick.code')}
      showSearch={{ filterTreeNode: false, searchValue: words, onSearch: setWords }}
      notFoundContent={first.isFetching || hits.isFetching ? t('pick.searching') : first.error ? t('pick.failed') : t('pick.nothing')}
      popupMatchSelectWidth={false}
      onOpenChange={setOpen}
      loadData={async (node) => {
        const under = String(node.value);
        const rows = await client.fetchQuery(readCodes(table, under, ''));
        setBelow((known) => [
          ...known.filter((each) => !rows.some((row) => row.code === each.value)),
          ...rows.map((row) => nodeOf(row, under, leaves, false)),
        ]);
      }}
      onChange={(code: string | undefined) => {
        setWords('');
        const node = nodes.find((each) => each.value === code);
        onChange(node ? { code: node.value, name: node.name } : undefined);
      }}
    />
  );
}
