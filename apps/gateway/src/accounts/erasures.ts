import { randomBytes, randomUUID } from 'node:crypto';
import { SECOND } from '@tidemark/domain';
import { transaction } from '@tidemark/event-log';
import { BECOME_ERASER, Database, LOGGER, record, type Deed, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Backend } from '../calls/backend';
import { Kicks } from '../sockets/kicks';
import * as sql from './erasure-sql';

/** Nobody waits longer for an answer; what takes longer is finished without them. */
const ANSWER_WITHIN_MS = 8 * SECOND;
/** Whoever is at it for longer has died, or does no harm by being two. */
const LEASE_MS = 10 * SECOND;
/** By then, whatever was under way when somebody was erased is over. */
const SETTLES_AFTER_MS = 60 * SECOND;
const TAKEN_MAX = 10;
const SALT_BYTES = 24;

/** Who is to be erased, asked by whom and why. */
export interface Wish {
  readonly userId: string;
  readonly actor: string;
  readonly reason: string;
}

interface Taken extends Wish {
  readonly operationId: string;
  readonly salt: string;
  readonly isErased: boolean;
}

/**
 * Sees to it that whoever is to be erased is erased everywhere. From the first moment nobody can sign in as them any
 * more; the rest may be broken off anywhere, and whichever gateway is there goes on with it. A minute later everything
 * is gone through once more, for what was still under way, and the salt of their new names is forgotten.
 */
@Injectable()
export class Erasures {
  constructor(
    private readonly database: Database,
    private readonly backend: Backend,
    private readonly kicks: Kicks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Says whether it is done already; if not, it will be. */
  async erase(wish: Wish): Promise<{ readonly isErased: boolean }> {
    await this.ask(wish);
    // Whoever has stopped waiting hears of no failure, so it is told to the log.
    const passing = this.pass(wish.userId).catch((error: unknown) => this.tell(error));
    await Promise.race([passing, later(ANSWER_WITHIN_MS)]);
    const { rows } = await this.database.query<{ isErased: boolean }>(sql.IS_ERASED, [wish.userId]);
    return { isErased: rows[0]?.isErased ?? false };
  }

  /** Goes on with whatever nobody is at, or with one. */
  async pass(userId?: string): Promise<void> {
    const values = [userId ?? null, LEASE_MS, SETTLES_AFTER_MS, TAKEN_MAX];
    const { rows } = await this.database.query<Taken>(sql.TAKE, values);
    for (const taken of rows) {
      try {
        await this.eraseEverywhere(taken);
      } catch (error) {
        this.tell(error, taken.operationId);
      }
    }
  }

  /** What was asked lately, for those who were not there to hear it. */
  async askedWithin(durationMs: number): Promise<readonly { readonly userId: string; readonly askedAt: number }[]> {
    return (await this.database.query<{ userId: string; askedAt: number }>(sql.ASKED_LATELY, [durationMs])).rows;
  }

  private tell(error: unknown, operation?: string): void {
    this.logger.warn({ err: error, operation }, 'An erasure waits.');
  }

  /** The wish, the end of their tokens and the audit of it in one step. */
  private async ask(wish: Wish): Promise<void> {
    const { userId, actor, reason } = wish;
    const operationId = randomUUID();
    await transaction(this.database, async (client) => {
      const salt = randomBytes(SALT_BYTES).toString('base64url');
      const { rowCount } = await client.query(sql.ASK, [userId, operationId, actor, reason, salt]);
      await client.query(sql.ERASE_USER, [userId]);
      await client.query(sql.FORGET_TOKENS, [userId]);
      if (rowCount) await record(client, deedOf(wish), 'begun', operationId);
    });
    this.kicks.send(userId);
  }

  private async eraseEverywhere(taken: Taken): Promise<void> {
    const { userId, salt, operationId, isErased } = taken;
    if (!isErased) this.kicks.send(userId);
    await this.backend.eraseUser({ userId, salt });
    await transaction(this.database, async (client) => {
      await client.query(BECOME_ERASER);
      await client.query(sql.FORGET_DETAILS, [userId]);
      await client.query(sql.FORGET_COPIES, [userId]);
    });
    await transaction(this.database, async (client) => {
      const { rowCount } = await client.query(sql.ERASED, [userId]);
      if (rowCount) await record(client, deedOf(taken), 'done', operationId);
      await client.query(sql.SETTLED, [userId, SETTLES_AFTER_MS]);
    });
  }
}

function deedOf({ userId, actor, reason }: Wish): Deed {
  return { actor, action: 'user/erase', subject: userId, userId, reason };
}

function later(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs).unref());
}
