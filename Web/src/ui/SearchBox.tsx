import { useState } from 'react';
import { Input } from 'antd';

/** A search field whose words go to the address when entered or left. */
export function SearchBox({ value, label, onSearch, width = 280 }: {
  value: string; label: string; onSearch: (words: string) => void; width?: number;
}) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  if (given !== value) {
    setGiven(value);
    setTyped(value);
  }
  return (
    <Input.Search
      aria-label={label}
      placeholder={label}
      allowClear
      enterButton
      style={{ width, maxWidth: '100%' }}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(words) => onSearch(words.trim())}
    />
  );
}
