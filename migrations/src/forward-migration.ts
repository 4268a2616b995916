import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A migration as TypeORM wants it: a class whose name ends in the moment at which it was written. */
export type ForwardMigration = new () => MigrationInterface;

/** One transaction of plain SQL. There is no way back: a released migration is followed by another, never undone. */
export function forwardMigration(name: string, statements: readonly string[]): ForwardMigration {
  return class implements MigrationInterface {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }

    async down(): Promise<void> {
      throw new Error(`${name} has been released; write a further migration instead`);
    }
  };
}
