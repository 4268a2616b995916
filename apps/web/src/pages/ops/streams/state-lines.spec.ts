import { stateLines } from './state-lines';

const shown = (state: unknown, before: unknown) =>
  stateLines(state, before).map(({ path, value, isNew }) => [path, value, isNew]);

describe('a state line by line', () => {
  it('marks what is not as it was, and what holds it', () => {
    const before = { status: 'running', task: { id: 'a', title: 'Read' }, tags: [] };
    const state = { status: 'paused', task: { id: 'a', title: 'Read' }, tags: [], remainingMs: 5 };
    expect(shown(state, before)).toEqual([
      ['status', 'paused', true],
      ['task', null, false],
      ['task.id', 'a', false],
      ['task.title', 'Read', false],
      ['tags', '[]', false],
      ['remainingMs', '5', true],
    ]);
    expect(shown({ task: { id: 'b' } }, { task: { id: 'a' } })).toEqual([
      ['task', null, true],
      ['task.id', 'b', true],
    ]);
  });

  it('says all of a state that was not there before to be new', () => {
    expect(shown({ status: 'idle' }, null)).toEqual([['status', 'idle', true]]);
  });

  it('cuts what is too long for a line, and has none for what is no object', () => {
    expect(stateLines({ note: 'x'.repeat(500) }, null)[0]?.value?.length).toBeLessThan(200);
    expect(stateLines('text', null)).toEqual([]);
  });
});
