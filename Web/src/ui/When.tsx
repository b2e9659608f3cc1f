import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { left, minuteOf, secondOf } from './time';

/** An instant as 2026-11-21 14:05, to the second on hover. */
export function When({ at }: { at: string | null | undefined }) {
  return at
    ? <time className="num" dateTime={at} title={secondOf(at)}>{minuteOf(at)}</time>
    : <span className="muted">—</span>;
}

function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A deadline with what is left of it: amber when near, red when past. */
export function Deadline({ at, inline = false }: { at: string | null | undefined; inline?: boolean }) {
  const { t } = useTranslation();
  const now = useMinute();
  if (!at) {
    return <span className="muted">—</span>;
  }
  const rest = left(at, now);
  const words = rest.nearness === 'past'
    ? t('due.past')
    : rest.days > 0
      ? t('due.days', { days: rest.days, hours: rest.hours })
      : t('due.hours', { hours: rest.hours, minutes: rest.minutes });
  const colour = rest.nearness === 'past' ? 'var(--red)' : rest.nearness === 'near' ? 'var(--amber)' : 'var(--muted)';
  return (
    <span style={{ display: inline ? 'inline' : 'inline-block' }}>
      <When at={at} />{inline ? ' · ' : <br />}
      <span className="small" style={{ color: colour, fontWeight: rest.nearness === 'far' ? 400 : 600 }}>{words}</span>
    </span>
  );
}
