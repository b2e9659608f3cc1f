import type { Definition } from './model/definition';
import { fileOf } from './model/text';

/** Hands a definition to the browser as the file it can be imported from. */
export function saveFile(definition: Definition, version: number): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([fileOf(definition)], { type: 'application/json' }));
  link.download = version > 0 ? `${definition.programme}-v${version}.json` : `${definition.programme}-draft.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
