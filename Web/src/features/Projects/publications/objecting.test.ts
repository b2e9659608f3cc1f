import { describe, expect, it } from 'vitest';
import { faultsOf, sentOf } from './objecting';

const good = { anonymous: false, name: '李明', contact: '020-80000000', text: '该项目与已立项的另一项目内容重复。' };

describe('An objection', () => {
  it('needs a name, a contact and reasons', () => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ anonymous: false, name: ' 李 ', contact: '', text: '重复' })).toEqual(['name', 'contact', 'text']);
  });

  it('needs neither name nor contact where it is anonymous, but a contact that is told must be one', () => {
    expect(faultsOf({ ...good, anonymous: true, name: '', contact: '' })).toEqual([]);
    expect(faultsOf({ ...good, anonymous: true, name: '', contact: '02' })).toEqual(['contact']);
    expect(faultsOf({ ...good, anonymous: true, text: '' })).toEqual(['text']);
  });

  it('takes no more than fits', () => {
    expect(faultsOf({ ...good, text: '字'.repeat(2_001) })).toEqual(['text']);
    expect(faultsOf({ ...good, text: '字'.repeat(2_000) })).toEqual([]);
  });

  it('never sends the name of somebody who chose to stay unnamed', () => {
    expect(sentOf({ ...good, anonymous: true, contact: ' a@b.cn ' })).toEqual({
      anonymous: true, name: '', contact: 'a@b.cn', text: good.text,
    });
    expect(sentOf({ ...good, name: ' 李明 ' }).name).toBe('李明');
  });
});
