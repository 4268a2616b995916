import type { AccountCallName, GuestDto, LoginDto, RefreshTokenDto, RegisterDto } from '@tidemark/contracts';
import type { Caller } from '../calls/caller';
import type { Limiter } from '../limits/limiter';
import type { Identity } from '../tokens/token-verifier';
import type { Accounts } from './accounts';
import type { PersonalData } from './personal-data';

/** A call to an account; `identity` is there where a token was shown. */
export interface AccountRequest {
  readonly input: object;
  readonly identity: Identity | undefined;
  readonly caller: Caller;
  readonly address: string;
}

type Answer = (request: AccountRequest) => Promise<object | void>;

export type AccountDesk = Readonly<Partial<Record<AccountCallName, Answer>>>;

export interface AccountLimits {
  readonly perAddress: Limiter;
  /** For whoever guesses a password. */
  readonly perAccount: Limiter;
}

/** One answer for each account call of the contract. Without local accounts, those have none. */
export function accountDesk(
  accounts: Accounts | undefined,
  personalData: PersonalData,
  limits: AccountLimits,
): AccountDesk {
  return {
    ...(accounts && localAccounts(accounts, limits)),
    me: async ({ caller: { userId }, identity }) =>
      accounts ? accounts.me(userId) : { userId, guest: false, roles: identity?.roles ?? [] },
    export: ({ caller }) => personalData.export(caller),
    erase: ({ caller }) => personalData.erase(caller),
  };
}

function localAccounts(accounts: Accounts, { perAddress, perAccount }: AccountLimits) {
  const limited =
    <Input extends object>(answer: (input: Input, request: AccountRequest) => Promise<object | void>): Answer =>
    async (request) => {
      perAddress.admit(request.address);
      return answer(request.input as Input, request);
    };
  return {
    guest: limited<GuestDto>((input, { caller }) => accounts.guest(input, caller)),
    register: limited<RegisterDto>((input, { identity, address }) => {
      perAccount.admit(guessed(input.email, address));
      return accounts.register(input, identity?.userId);
    }),
    login: limited<LoginDto>((input, { address }) => {
      perAccount.admit(guessed(input.email, address));
      return accounts.login(input, address);
    }),
    refresh: limited<RefreshTokenDto>((input) => accounts.refresh(input)),
    logout: limited<RefreshTokenDto>((input) => accounts.logout(input)),
  };
}

function guessed(email: string, address: string): string {
  return `${address} ${email.toLowerCase()}`;
}
