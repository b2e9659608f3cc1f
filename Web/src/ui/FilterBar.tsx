import type { ReactNode } from 'react';
import { Select } from 'antd';

/** One filter: everything, or one of the options. */
export function Filter({ label, any, value, options, onChange, width = 170, disabled = false }: {
  label: string;
  any: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
  width?: number;
  disabled?: boolean;
}) {
  return (
    <Select
      disabled={disabled}
      aria-label={label}
      style={{ width, maxWidth: '100%' }}
      value={value}
      options={[{ value: '', label: `${label}：${any}` }, ...options]}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      onChange={onChange}
    />
  );
}

export function FilterBar({ children }: { children: ReactNode }) {
  return <div className="row no-print filters" style={{ marginBottom: 12 }}>{children}</div>;
}
