import { useState } from 'react';
import { TreeSelect } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '@/api/client';
import type { DisciplineRow } from '@/api/types';
import { useSettled } from './settled';

/** The disciplines below one (none: the first level), or found by words or a code. */
function readDisciplines(under: string, search: string) {
  return {
    queryKey: ['discipline', 'list', under, search],
    queryFn: () => take(api.GET('/api/v1/disciplines', {
      params: { query: { under: under || undefined, search: search || undefined } },
    })),
    staleTime: 3_600_000,
  };
}

interface Node {
  id: string;
  pId: string;
  value: string;
  title: string;
  isLeaf: boolean;
}

function nodeOf(row: DisciplineRow, found: boolean): Node {
  return {
    id: row.code,
    pId: found || row.code.length === 3 ? '' : row.code.slice(0, -2),
    value: row.code,
    title: found && row.path ? `${row.code} ${row.name}（${row.path}）` : `${row.code} ${row.name}`,
    isLeaf: found || row.leaf,
  };
}

/** Chosen disciplines, from the tree or by searching names and codes. */
export function DisciplinePicker({ id, value, names = [], most, label, onChange, width = '100%' }: {
  id?: string;
  value?: string[];
  names?: readonly { code: string; name: string }[];
  most: number;
  label: string;
  onChange?: (codes: string[]) => void;
  width?: number | string;
}) {
  const { t } = useTranslation('experts');
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const [below, setBelow] = useState<DisciplineRow[]>([]);
  const search = useSettled(words.trim());
  const first = useQuery({ ...readDisciplines('', ''), enabled: open });
  const hits = useQuery({ ...readDisciplines('', search), enabled: open && search !== '' });
  const chosen = value ?? [];
  const shown = search === ''
    ? [...(first.data ?? []), ...below].map((row) => nodeOf(row, false))
    : (hits.data ?? []).map((row) => nodeOf(row, true));
  const missing = chosen.filter((code) => !shown.some((node) => node.value === code)).map((code) => ({
    id: code, pId: '', value: code, title: `${code} ${names.find((each) => each.code === code)?.name ?? ''}`, isLeaf: true,
  }));
  return (
    <TreeSelect<string[]>
      id={id}
      aria-label={label}
      style={{ width, maxWidth: '100%' }}
      multiple
      allowClear
      treeDataSimpleMode
      treeData={[...missing, ...shown]}
      value={chosen}
      maxCount={most}
      placeholder={t('disciplinePlaceholder')}
      showSearch={{ filterTreeNode: false, searchValue: words, onSearch: setWords }}
      notFoundContent={first.isFetching || hits.isFetching ? t('searching') : t('disciplineNone')}
      popupMatchSelectWidth={false}
      onOpenChange={setOpen}
      loadData={async (node) => {
        const code = String(node.value);
        const rows = await client.fetchQuery(readDisciplines(code, ''));
        setBelow((known) => [...known.filter((row) => !rows.some((each) => each.code === row.code)), ...rows]);
      }}
      onChange={(codes) => {
        setWords('');
        onChange?.(codes.slice(0, most));
      }}
    />
  );
}
