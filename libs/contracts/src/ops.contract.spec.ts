import { fieldsOf } from './fields';
import { OPS_REASON_LENGTH_MAX } from './ops-shapes';
import { mayOperate, opsContract } from './ops.contract';
import { checked, type InvalidRequest } from './untrusted';

function mistakesIn(asked: () => unknown): readonly string[] {
  try {
    asked();
    return [];
  } catch (error) {
    return (error as InvalidRequest).mistakes.map(({ path }) => path);
  }
}

const changes = opsContract.deeds.filter(({ right }) => right === 'change');

describe('who may operate', () => {
  it.each([
    [['user'], false, false],
    [[], false, false],
    [['ops'], true, false],
    [['ops-admin'], true, true],
    [['user', 'ops', 'ops-admin'], true, true],
    [['OPS', 'ops '], false, false],
  ])('with the roles %j may look: %s, and change: %s [O2]', (roles, look, change) => {
    expect([mayOperate(roles, 'look'), mayOperate(roles, 'change')]).toEqual([look, change]);
  });
});

describe('what operators may say', () => {
  it('has one name and one address for each', () => {
    const calls = [...opsContract.looks, ...opsContract.deeds];
    expect(new Set(calls.map(({ name }) => name)).size).toBe(calls.length);
    expect(new Set(calls.map(({ route }) => `${route.method} ${route.path}`)).size).toBe(calls.length);
    expect(calls.filter(({ route }) => !route.path.startsWith('/api/ops/'))).toEqual([]);
  });

  it('changes nothing where it only asks', () => {
    expect(opsContract.looks.filter(({ route }) => route.method !== 'get')).toEqual([]);
  });

  it.each(changes.map(({ name, body }) => [name, body] as const))('asks why: %s [I-29]', (_, body) => {
    expect(fieldsOf(body)['reason']?.optional).toBeFalsy();
    for (const reason of [undefined, '', ' \n', 7, 'x'.repeat(OPS_REASON_LENGTH_MAX + 1)]) {
      const asked = () => checked(body, { ...(reason !== undefined && { reason }) });
      expect(mistakesIn(asked)).toContain('reason');
    }
  });
});
