import { createContext, use, useEffect } from 'react';
import type { Place } from '../model/places';

/** The place one was led to, e.g. by a finding; what hides it opens. */
export const FocusContext = createContext<Place>('');

export function useFocus(): Place {
  return use(FocusContext);
}

/** Brings the place one was led to into view and puts the cursor there. */
export function useJump(place: Place, again: unknown): void {
  useEffect(() => {
    if (place === '') {
      return undefined;
    }
    const timer = setTimeout(() => {
      const shown = [...document.querySelectorAll<HTMLElement>('[data-place]')]
        .filter((element) => place === element.dataset.place || place.startsWith(`${element.dataset.place}/`))
        .sort((one, other) => (other.dataset.place?.length ?? 0) - (one.dataset.place?.length ?? 0))[0];
      shown?.scrollIntoView({ block: 'center' });
      shown?.querySelector<HTMLElement>('input, textarea, [role=combobox], button')?.focus({ preventScroll: true });
    }, 60);
    return () => clearTimeout(timer);
  }, [place, again]);
}
