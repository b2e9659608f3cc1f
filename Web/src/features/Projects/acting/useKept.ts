import { useState } from 'react';

/** A text kept in the tab until it is emptied, so that leaving a page or a reload loses nothing typed. */
export function useKept(name: string): [string, (text: string) => void] {
  const key = `sungov.typed.${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  const change = (next: string) => {
    setText(next);
    if (next) {
      sessionStorage.setItem(key, next);
    } else {
      sessionStorage.removeItem(key);
    }
  };
  return [text, change];
}
