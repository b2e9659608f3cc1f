import { useEffect, useState } from 'react';
import { newId } from '@/api/commands';

interface Word {
  tab: string;
  place: string;
  kind: 'here' | 'who' | 'gone';
}

/** True while another tab of this browser has the same section open. */
export function useOtherTab(place: string): boolean {
  const [others, setOthers] = useState<readonly string[]>([]);
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') {
      return undefined;
    }
    const tab = newId();
    const channel = new BroadcastChannel('sungov.form');
    const say = (kind: Word['kind']) => channel.postMessage({ tab, place, kind } satisfies Word);
    channel.onmessage = ({ data }: MessageEvent<Word>) => {
      if (data.place !== place) {
        return;
      }
      setOthers((now) => (data.kind === 'gone'
        ? now.filter((each) => each !== data.tab) : [...new Set([...now, data.tab])]));
      if (data.kind === 'who') {
        say('here');
      }
    };
    say('who');
    return () => {
      say('gone');
      channel.close();
      setOthers([]);
    };
  }, [place]);
  return others.length > 0;
}
