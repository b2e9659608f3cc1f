import type { QueryClient } from '@tanstack/react-query';
import { actingIdentity } from './acting';

/** Kind of the event that says: events were lost, so whatever is shown is read again. */
const anything = 'anything';

/** One live event: which thing changed, and to which version. The page reads again. */
export interface LiveEvent {
  kind: string;
  key: string;
  version: number;
}

/** Splits a server-sent event stream into its data lines; keeps what is incomplete for the next chunk. */
export function dataLines(buffer: string): { data: string[]; rest: string } {
  const blocks = buffer.replaceAll('\r\n', '\n').split('\n\n');
  const rest = blocks.pop() ?? '';
  const data = blocks
    .map((block) => block.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim()))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'));
  return { data, rest };
}

async function readOnce(
  onEvent: (event: LiveEvent) => void, signal: AbortSignal, onOpen: () => void,
): Promise<void> {
  const response = await fetch('/api/v1/events', {
    headers: { Accept: 'text/event-stream', 'X-Acting-Identity': actingIdentity() },
    signal,
  });
  if (!response.ok || !response.body) {
    throw new Error(`events: ${response.status}`);
  }
  onOpen();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const { data, rest } = dataLines(buffer + value);
    buffer = rest;
    data.filter((line) => line.startsWith('{')).forEach((line) => onEvent(JSON.parse(line) as LiveEvent));
  }
}

/** Listens until stopped; a broken stream is opened again after a growing pause. A lost event does no harm. */
export function listen(onEvent: (event: LiveEvent) => void): () => void {
  const stop = new AbortController();
  let pause = 1_000;
  let heard = false;
  const run = async () => {
    while (!stop.signal.aborted) {
      try {
        await readOnce(onEvent, stop.signal, () => {
          if (heard) {
            onEvent({ kind: anything, key: '', version: 0 });
          }
          heard = true;
        });
        pause = 1_000;
      } catch {
        pause = Math.min(pause * 2, 60_000);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  void run();
  return () => stop.abort();
}

/** Query keys begin with the kind of thing they show, so that an event names what to read again. */
export function refresh(client: QueryClient, event: LiveEvent): void {
  if (event.kind === anything) {
    void client.invalidateQueries();
    return;
  }
  void client.invalidateQueries({ queryKey: [event.kind, event.key] });
  void client.invalidateQueries({ queryKey: [event.kind, 'list'] });
  void client.invalidateQueries({ queryKey: ['me'] });
}
