import type { KeyboardEvent } from 'react';

/** For fields whose Enter key chooses something: the browser must not take it for submitting the form. */
export function staysInForm(event: KeyboardEvent): void {
  if (event.key === 'Enter') {
    event.preventDefault();
  }
}
