/** All times are shown in the province's zone, wherever the reader is. */
const ZONE = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  hourCycle: 'h23',
});

function pieces(instant: string | Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
}

/** 2026-11-21 14:05 */
export function minuteOf(instant: string | Date): string {
  const at = pieces(instant);
  return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}`;
}

/** 2026-11-21 14:05:09, where the order of things matters. */
export function secondOf(instant: string | Date): string {
  return `${minuteOf(instant)}:${pieces(instant).second}`;
}

/** 2026-11-21 */
export function dayOf(instant: string | Date): string {
  const at = pieces(instant);
  return `${at.year}-${at.month}-${at.day}`;
}

/** 14:05 */
export function clockOf(instant: string | Date): string {
  const at = pieces(instant);
  return `${at.hour}:${at.minute}`;
}

/** The instant of a civil day and time of day in the province's zone (no daylight saving since 1991). */
export function instantOf(day: string, time: string): string {
  return new Date(`${day}T${time.length === 5 ? `${time}:00` : time}+08:00`).toISOString();
}

export type Nearness = 'past' | 'near' | 'far';

/** What is left until an instant: the largest two units, and whether it is near (three days) or past. */
export function left(until: string, now: Date): { days: number; hours: number; minutes: number; nearness: Nearness } {
  const span = new Date(until).getTime() - now.getTime();
  const size = Math.max(0, span);
  const minutes = Math.floor(size / 60_000);
  return {
    days: Math.floor(minutes / 1440),
    hours: Math.floor(minutes / 60) % 24,
    minutes: minutes % 60,
    nearness: span <= 0 ? 'past' : span < 3 * 86_400_000 ? 'near' : 'far',
  };
}
