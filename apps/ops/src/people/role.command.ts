import { taskSubject } from '@tidemark/messaging';
import { Argument, type Command } from 'commander';
import { audited } from '../audit/audited';
import { asKey, reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Desk, Work } from '../terminal/desk';

const ROLES = ['ops', 'ops-admin'];

type Action = 'grant' | 'revoke';

export const addRole: AddCommand = (parent, desk) => {
  const group = parent.command('role').description('Gives people roles, and takes them away.');
  addAction(
    group,
    desk,
    'grant',
    'Gives somebody a role: they have it with their next token, after a quarter of an hour.',
  );
  addAction(group, desk, 'revoke', 'Takes a role away at once: every device of theirs has to ask for its next token.');
};

function addAction(group: Command, desk: Desk, action: Action, description: string): void {
  const command = group
    .command(action)
    .argument('<user>', 'the id of a user', asKey)
    .addArgument(new Argument('<role>', 'ops may look at everything, ops-admin may also change things').choices(ROLES))
    .description(description)
    .addOption(reasonOption());
  desk.does(command, (work: Work, { reason }: { readonly reason: string }, userId: string, role: string) =>
    set(work, { action, userId, role, reason }),
  );
}

interface Wish {
  readonly action: Action;
  readonly userId: string;
  readonly role: string;
  readonly reason: string;
}

async function set(work: Work, { action, userId, role, reason }: Wish): Promise<Answer> {
  const deed = { action: `role/${action}`, subject: `${role} of ${userId}`, userId, reason };
  const { roles } = await audited(work, deed, () =>
    work.access.ask<{ roles: readonly string[] }>(taskSubject('set-role'), { action, userId, role }),
  );
  return {
    json: { userId, roles },
    text: (paint) => paint('green', `${userId} has these roles now: ${roles.join(', ') || 'none'}.`),
  };
}
