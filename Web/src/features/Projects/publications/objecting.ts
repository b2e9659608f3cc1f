/** Bounds of what is typed, as the server has them. */
export const bounds = { name: [2, 60], contact: [5, 100], text: [10, 2_000] } as const;

export type ObjectionField = keyof typeof bounds;

export type Typed = Record<ObjectionField, string> & { anonymous: boolean };

/** Fields that are too short or too long; of an anonymous objection name and contact may be empty. */
export function faultsOf(typed: Typed): ObjectionField[] {
  return (Object.keys(bounds) as ObjectionField[]).filter((field) => {
    const length = typed[field].trim().length;
    const isFree = typed.anonymous && field !== 'text' && length === 0;
    return !isFree && (length < bounds[field][0] || length > bounds[field][1]);
  });
}

/** What is sent: trimmed, and nothing of who it is where that is not told. */
export function sentOf(typed: Typed): Typed {
  return {
    anonymous: typed.anonymous,
    name: typed.anonymous ? '' : typed.name.trim(),
    contact: typed.contact.trim(),
    text: typed.text.trim(),
  };
}
