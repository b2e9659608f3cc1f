import { describe, expect, it } from 'vitest';
import { clockOf, dayOf, instantOf, left, minuteOf, secondOf } from './time';

describe('Times in the province', () => {
  it('shows an instant in Asia/Shanghai whatever zone the reader is in', () => {
    expect(minuteOf('2026-11-21T06:05:09Z')).toBe('2026-11-21 14:05');
    expect(secondOf('2026-11-21T06:05:09Z')).toBe('2026-11-21 14:05:09');
    expect(dayOf('2026-11-20T16:00:00Z')).toBe('2026-11-21');
    expect(clockOf('2026-11-20T16:00:00Z')).toBe('00:00');
  });

  it('turns a civil day and time into the instant', () => {
    expect(instantOf('2026-11-21', '17:00')).toBe('2026-11-21T09:00:00.000Z');
  });

  it('tells what is left, near within three days, past afterwards', () => {
    const now = new Date('2026-11-18T09:00:00Z');
    expect(left('2026-11-22T10:30:00Z', now)).toEqual({ days: 4, hours: 1, minutes: 30, nearness: 'far' });
    expect(left('2026-11-20T09:00:00Z', now).nearness).toBe('near');
    expect(left('2026-11-18T09:00:00Z', now).nearness).toBe('past');
  });
});
