import { useEffect, useState } from 'react';

/** What was typed, once nothing was typed for a quarter of a second. */
export function useSettled<T>(words: T): T {
  const [settled, setSettled] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), 250);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}
