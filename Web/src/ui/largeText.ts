/** The large-text switch: kept on this device, applied before the first paint. */
const KEY = 'sungov.large';
const listeners = new Set<() => void>();

export function isLarge(): boolean {
  return localStorage.getItem(KEY) === 'yes';
}

export function applyLarge(): void {
  document.documentElement.toggleAttribute('data-large', isLarge());
}

export function setLarge(large: boolean): void {
  if (large) {
    localStorage.setItem(KEY, 'yes');
  } else {
    localStorage.removeItem(KEY);
  }
  applyLarge();
  listeners.forEach((listener) => listener());
}

export function onLarge(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
