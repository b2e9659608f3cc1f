import { useState } from 'react';
import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '@/api/client';
import type { EntityValue } from './EntityPicker';
import { useSettled } from './settled';

/** Finds a person of one's own organisation by name. */
export function ColleaguePicker({ id, value, onChange, label, disabled, invalid }: {
  id?: string;
  value?: EntityValue;
  onChange: (value: EntityValue | undefined) => void;
  label: string;
  disabled?: boolean;
  invalid?: boolean;
}) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const search = useSettled(words.trim());
  const found = useQuery({
    queryKey: ['person', 'colleagues', search],
    queryFn: () => take(api.GET('/api/v1/people/colleagues', { params: { query: { search: search || undefined } } })),
    enabled: open,
    staleTime: 60_000,
  });
  const rows = found.data ?? [];
  const options = (value && !rows.some((row) => row.id === value.id) ? [value, ...rows] : rows)
    .map((row) => ({ value: row.id, label: row.name }));
  return (
    <Select
      id={id}
      aria-label={label}
      showSearch={{ filterOption: false, onSearch: setWords }}
      allowClear
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      style={{ width: '100%', minWidth: 140 }}
      placeholder={t('pick.person')}
      value={value?.id}
      options={options}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('pick.searching') : found.error ? t('pick.failed') : t('pick.nothing')}
      popupMatchSelectWidth={false}
      onOpenChange={setOpen}
      onChange={(chosen: string | undefined) => {
        const option = options.find((each) => each.value === chosen);
        onChange(option ? { id: option.value, name: option.label } : undefined);
      }}
    />
  );
}
