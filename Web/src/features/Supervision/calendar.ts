import { useQuery } from '@tanstack/react-query';
import { api, take, writing } from '@/api/client';

/** A run of days, `2027-01-01` to `2027-01-03`. */
export interface DayRun {
  from: string;
  to: string;
}

const DAY = 86_400_000;
const instant = (day: string) => Date.parse(`${day}T00:00:00Z`);
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)
  && !Number.isNaN(instant(text)) && new Date(instant(text)).toISOString().startsWith(text);

/** Days in order as runs without a gap. */
export function runsOf(days: readonly string[]): DayRun[] {
  const runs: DayRun[] = [];
  for (const day of [...days].sort()) {
    const last = runs.at(-1);
    if (last && instant(day) - instant(last.to) === DAY) {
      last.to = day;
    } else {
      runs.push({ from: day, to: day });
    }
  }
  return runs;
}

/** As it is typed: a run a line, one day or `2027-01-01 ~ 2027-01-03`. */
export const typedOf = (days: readonly string[]) =>
  runsOf(days).map(({ from, to }) => (from === to ? from : `${from} ~ ${to}`)).join('\n');

/** The days typed, a run a line, and the first line that is none. */
export function daysOf(text: string): { days: string[]; wrong: string | null } {
  const days: string[] = [];
  for (const line of text.split(/[\n,，;；]/).map((each) => each.trim()).filter(Boolean)) {
    const [from = '', to = from, ...more] = line.split(/\s*(?:~|～|至|—|\.\.)\s*/);
    if (!isDay(from) || !isDay(to) || more.length > 0 || instant(to) < instant(from) || instant(to) - instant(from) > 40 * DAY) {
      return { days, wrong: line };
    }
    for (let at = instant(from); at <= instant(to); at += DAY) {
      days.push(new Date(at).toISOString().slice(0, 10));
    }
  }
  return { days, wrong: null };
}

export const calendarKey = ['working_year', 'list'] as const;

export function useCalendar() {
  return useQuery({ queryKey: calendarKey, queryFn: () => take(api.GET('/api/v1/calendar')) });
}

export function putYear(
  { year, version, ...body }: { year: number; version: number; holidays: string[]; workdays: string[]; source: string },
  commandId: string,
) {
  return take(api.PUT('/api/v1/calendar/{year}', {
    params: { path: { year: String(year) } }, body, headers: writing(commandId, version),
  }));
}
