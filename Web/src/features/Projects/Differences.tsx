import { useWords } from '@/ui/words';
import type { Schema } from '@/ui/reading/schema';
import { sameContent } from '@/api/drafts';
import { partsOf, type Part, type Ui } from '@/ui/reading/fieldKinds';
import { Reading } from '@/ui/reading/Reading';

const at = (content: unknown, name: string) => (content as Record<string, unknown> | null)?.[name];

/** The fields in which two contents of a section differ, in the definition's order. */
export function differingParts(schema: unknown, ui: unknown, one: unknown, other: unknown): Part[] {
  return partsOf(schema as Schema, ui as Ui).filter((part) => !sameContent(at(one, part.name), at(other, part.name)));
}

/** Two contents of one section side by side, field by field; only what differs. */
export function Differences({ schema, ui, one, other, names }: {
  schema: unknown; ui: unknown; one: unknown; other: unknown; names: { field: string; one: string; other: string };
}) {
  const words = useWords();
  return (
    <div className="differences" tabIndex={0} role="group" aria-label={names.field}>
      <table>
        <thead><tr><th>{names.field}</th><th>{names.one}</th><th>{names.other}</th></tr></thead>
        <tbody>
          {differingParts(schema, ui, one, other).map((part) => (
            <tr key={part.name}>
              <th scope="row">{words(part.ui['ui:options']?.name)}</th>
              <td><Reading part={part} value={at(one, part.name)} /></td>
              <td><Reading part={part} value={at(other, part.name)} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
