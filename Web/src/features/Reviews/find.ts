/** Every place below a node where the words stand, without regard to case; a place lies within one piece of text. */
export function findIn(place: Node, words: string): Range[] {
  const wanted = words.toLowerCase();
  const found: Range[] = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.nodeValue ?? '').toLowerCase();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      found.push(range);
    }
  }
  return found;
}

/** Marks the places, where the browser can, and brings one of them into view. */
export function showFound(found: readonly Range[], at: number): void {
  if (typeof CSS !== 'undefined' && 'highlights' in CSS) {
    CSS.highlights.set('found', new Highlight(...found));
    CSS.highlights.set('found-now', new Highlight(...found.slice(at, at + 1)));
  }
  found[at]?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
}
