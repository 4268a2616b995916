import { registry } from '@tidemark/contracts';
import { commands, questions } from './spoken';

describe('what a service may say', () => {
  it('is every command of the registry, with its fields and its answer', () => {
    const known = registry.flatMap((stream) => stream.commands.map(({ name, body, answer }) => [name, body, answer]));
    expect(Object.entries(commands).map(([name, { said, answer }]) => [name, said, answer])).toEqual(known);
  });

  it('is every question of the registry, with its fields and its answer', () => {
    const known = registry.flatMap((stream) => stream.queries.map(({ name, query, answer }) => [name, query, answer]));
    expect(Object.entries(questions).map(([name, { said, answer }]) => [name, said, answer])).toEqual(known);
  });
});
