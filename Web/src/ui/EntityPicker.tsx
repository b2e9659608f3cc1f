import { useState } from 'react';
import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, take } from '@/api/client';
import { useSettled } from './settled';

function searchEntities(search: string) {
  return take(api.GET('/api/v1/entities', { params: { query: { search: search || undefined, limit: 20 } } }));
}

export interface EntityValue {
  id: string;
  name: string;
}

/** Finds a legal entity by name or credit code. */
export function EntityPicker({ id, value, onChange, label, disabled, invalid }: {
  id?: string;
  value?: EntityValue;
  onChange?: (value: EntityValue | undefined) => void;
  label: string;
  disabled?: boolean;
  invalid?: boolean;
}) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const settled = useSettled(words);
  const found = useQuery({
    queryKey: ['entity', 'list', 'pick', settled],
    queryFn: () => searchEntities(settled),
    enabled: open,
    staleTime: 60_000,
  });
  const rows = found.data?.items ?? [];
  const options = rows.map((row) => ({ value: row.id, label: row.name, code: row.creditCode }));
  if (value && !rows.some((row) => row.id === value.id)) {
    options.unshift({ value: value.id, label: value.name, code: null });
  }
  return (
    <Select
      id={id}
      aria-label={label}
      showSearch={{ filterOption: false, onSearch: setWords }}
      allowClear
      disabled={disabled}
      status={invalid ? 'error' : undefined}
      style={{ width: '100%', minWidth: 160 }}
      placeholder={t('pick.placeholder')}
      value={value?.id}
      options={options}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('pick.searching') : found.error ? t('pick.failed') : t('pick.none')}
      popupMatchSelectWidth={false}
      optionRender={(option) => (
        <span>{option.data.label}{option.data.code && <span className="muted small"> · {option.data.code}</span>}</span>
      )}
      onOpenChange={setOpen}
      onChange={(chosen: string | undefined) => {
        const option = options.find((each) => each.value === chosen);
        onChange?.(option ? { id: option.value, name: option.label } : undefined);
      }}
    />
  );
}
