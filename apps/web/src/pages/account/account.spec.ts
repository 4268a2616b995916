import { exportName, isEraseMeant, signInTrouble } from './account-words';

const failed = (code: string, details: unknown = {}) => signInTrouble({ code, message: 'As told.', details });

describe('somebody who could not sign in [G3]', () => {
  it('is told beside the field what is wrong with it', () => {
    const email = { path: 'email', rule: 'isEmail', message: 'must be an email' };
    const password = { path: 'password', rule: 'minLength', message: 'must be longer' };
    expect(failed('request/invalid', [email, password])).toEqual({ email: email.message, password: password.message });
    expect(failed('request/invalid', [password])).toEqual({ password: password.message });
    expect(failed('request/invalid', [{ path: '', rule: 'x', message: 'y' }])).toEqual({ form: 'As told.' });
    expect(failed('account/email-taken')).toEqual({ email: 'As told.' });
  });

  it.each([
    ['auth/invalid', {}, 'There is no account with this e-mail address and this password.'],
    ['request/too-many', { retryInMs: 2_500 }, 'Too many attempts. Try again in 3 s.'],
    ['network/unreachable', {}, 'As told.'],
    ['account/unsent', {}, 'As told.'],
  ])('is told what to do about %s', (code, details, form) => expect(failed(code, details)).toEqual({ form }));

  it('is told where accounts are kept elsewhere', () =>
    expect(failed('route/not-found')).toEqual({ isElsewhere: true }));
});

describe('an account', () => {
  it('is erased only by somebody who means it', () => {
    expect([' Erase ', 'erase'].every(isEraseMeant)).toBe(true);
    expect(['', 'eras', 'erase it'].some(isEraseMeant)).toBe(false);
  });

  it('is exported to a file that says when', () =>
    expect(exportName(Date.parse('2026-11-21T09:00:00.000Z'))).toBe('tidemark-2026-11-21.json'));
});
