import { describe, expect, it } from 'vitest';
import { dropSearch, keepSearch, lasting, readSearches } from './SavedSearches';

describe('Saved searches', () => {
  it('are kept per person and list, newest first, one of a name', () => {
    keepSearch('projects', 'p1', { name: '广州', query: 'search=广州' });
    keepSearch('projects', 'p1', { name: '我的', query: 'holder=yes' });
    keepSearch('projects', 'p1', { name: '广州', query: 'search=广州&status=running' });
    expect(readSearches('projects', 'p1').map((each) => each.name)).toEqual(['广州', '我的']);
    expect(readSearches('projects', 'p1')[0]?.query).toContain('running');
    expect(readSearches('projects', 'p2')).toEqual([]);
    expect(readSearches('entities', 'p1')).toEqual([]);
    expect(dropSearch('projects', 'p1', '广州').map((each) => each.name)).toEqual(['我的']);
  });

  it('survive a broken store', () => {
    localStorage.setItem('sungov.searches:p1:projects', '{"name"');
    expect(readSearches('projects', 'p1')).toEqual([]);
  });

  it('give the list again without its page or identity', () => {
    expect(lasting(new URLSearchParams('status=running&after=abc&search=x&as=i1'))).toBe('search=x&status=running');
  });
});
