import {
  ConfigurationShown,
  HeartbeatDto,
  HeartbeatShown,
  referenceTo,
  registry,
  schemaOf,
  SnapshotShown,
  type Schema,
  type Shape,
} from '@tidemark/contracts';
import {
  ChangedShown,
  CommandSent,
  DailyResetTold,
  DrainShown,
  FactTold,
  NothingShown,
  QuerySent,
  RefusalAcknowledged,
  ReplyGiven,
  SessionCountTold,
  TimeShown,
  TimezoneTold,
  TokenSaid,
  TokenTaken,
} from './message-shapes';
import { schemasOf, VERSION } from './openapi';

interface Message {
  readonly name: string;
  readonly summary: string;
  readonly payload: Schema;
}

interface Exchange extends Message {
  /** What the acknowledgement carries beside `ok`. */
  readonly answer: readonly Shape[];
}

const commands = registry.flatMap((stream) => stream.commands);
const asked = registry.filter(({ queries }) => queries.length > 0).map(({ category }) => category);
/** Where nothing can be said, nothing happens that could be told. */
const commanded = registry.filter((stream) => stream.commands.length > 0).map(({ category }) => category);

const said: readonly Exchange[] = [
  {
    name: 'command',
    summary: 'A command, by the same rules as over HTTP.',
    payload: { oneOf: commands.map(({ name, body }) => commandSchema(name, body)) },
    answer: [...new Set(commands.map(({ answer }) => answer))],
  },
  { name: 'heartbeat', summary: 'A sign of life.', payload: referenceTo(HeartbeatDto), answer: [HeartbeatShown] },
  { name: 'time', summary: "Asks for the server's clock.", payload: referenceTo(NothingShown), answer: [TimeShown] },
  { name: 'auth', summary: 'A fresh token of the same user.', payload: referenceTo(TokenSaid), answer: [TokenTaken] },
];

const heard: readonly Message[] = [
  { name: 'snapshot', summary: 'Once after connecting.', payload: referenceTo(SnapshotShown) },
  { name: 'changed', summary: 'Something happened, here is the state after it.', payload: referenceTo(ChangedShown) },
  { name: 'session_count_update', summary: 'The count of the day.', payload: referenceTo(SessionCountTold) },
  { name: 'timezone_changed', summary: 'The user lives in another zone.', payload: referenceTo(TimezoneTold) },
  { name: 'daily_reset', summary: 'The count began anew.', payload: referenceTo(DailyResetTold) },
  { name: 'configuration_changed', summary: 'All settings.', payload: referenceTo(ConfigurationShown) },
  { name: 'auth_expired', summary: 'The token ran out; the socket closes.', payload: referenceTo(NothingShown) },
  { name: 'drain', summary: 'The gateway leaves; the socket closes.', payload: referenceTo(DrainShown) },
];

/** The AsyncAPI document of sockets and of NATS subjects. */
export function asyncapi(): Schema {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tidemark: sockets and subjects',
      version: VERSION,
      description: 'Every event of a client is acknowledged with {ok: true, ...} or {ok: false, error}.',
      license: { name: 'MIT' },
    },
    servers: {
      gateway: { host: 'localhost:4280', protocol: 'ws', description: 'Socket.IO 4 at /socket.io, websocket only.' },
      nats: { host: 'localhost:4222', protocol: 'nats', description: 'For services of the same company.' },
    },
    channels: { socket: socketChannel(), ...busChannels() },
    operations: { ...socketOperations(), ...busOperations() },
    components: { schemas: schemasOf(shapes()) },
  };
}

// ---- sockets

function socketChannel(): Schema {
  const acknowledgements = said.map(({ name, answer }) => ({
    name: `${name}.acknowledged`,
    summary: 'What the caller is told.',
    payload: { oneOf: [...answer.map(okWith), referenceTo(RefusalAcknowledged)] },
  }));
  return {
    address: '/socket.io',
    title: 'Devices of a user',
    servers: [{ $ref: '#/servers/gateway' }],
    messages: Object.fromEntries(
      [...said, ...heard, ...acknowledgements].map((message) => [message.name, shown(message)]),
    ),
  };
}

function socketOperations(): Schema {
  const message = (name: string) => ({ $ref: `#/channels/socket/messages/${name}` });
  const channel = { $ref: '#/channels/socket' };
  return Object.fromEntries([
    ...said.map(({ name, summary }) => [
      `take.${name}`,
      {
        action: 'receive',
        summary,
        channel,
        messages: [message(name)],
        reply: { channel, messages: [message(`${name}.acknowledged`)] },
      },
    ]),
    ...heard.map(({ name, summary }) => [
      `tell.${name}`,
      { action: 'send', summary, channel, messages: [message(name)] },
    ]),
  ]);
}

function commandSchema(name: string, body: Shape): Schema {
  const properties = {
    name: { const: name },
    commandId: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
    at: { type: 'string', format: 'date-time' },
    data: referenceTo(body),
  };
  return { type: 'object', additionalProperties: false, properties, required: ['name'] };
}

/** Spelled out, since a shape that refuses other fields cannot be combined with one more. */
function okWith(shape: Shape): Schema {
  const { properties, required = [], ...schema } = schemaOf(shape) as { properties: Schema; required?: string[] };
  return { ...schema, properties: { ok: { const: true }, ...properties }, required: ['ok', ...required] };
}

// ---- NATS

function busChannels(): Schema {
  const servers = [{ $ref: '#/servers/nats' }];
  const reply = shown({ name: 'reply', summary: 'Done, or refused.', payload: referenceTo(ReplyGiven) });
  const request = (name: string, shape: Shape, categories: readonly string[]) => ({
    servers,
    parameters: { category: { description: 'The kind of stream.', enum: categories } },
    messages: { [name]: shown({ name, summary: `A ${name} with its envelope.`, payload: referenceTo(shape) }), reply },
  });
  const factParameters = {
    category: {
      description: 'The kind of stream; `checkpoint`; or `account`, of somebody who was erased.',
      enum: [...commanded, 'checkpoint', 'account'],
    },
    user: { description: 'The user id; whatever is not a letter, a digit, `_` or `-` is `=` and four hex digits.' },
    eventType: { description: 'What happened.', examples: ['SessionStarted'] },
  };
  return {
    commands: { address: 'tidemark.cmd.{category}', ...request('command', CommandSent, commanded) },
    queries: { address: 'tidemark.query.{category}', ...request('query', QuerySent, asked) },
    facts: {
      address: 'tidemark.evt.{category}.{user}.{eventType}',
      description: 'JetStream stream TIDEMARK: at least once, in order per stream, message id = event id.',
      servers,
      parameters: factParameters,
      messages: { fact: shown({ name: 'fact', summary: 'What happened.', payload: referenceTo(FactTold) }) },
    },
    replays: {
      address: 'tidemark.replay.{name}.{category}.{user}.{eventType}',
      description: 'JetStream stream TIDEMARK_REPLAYS: what an operator has told again, for one who asked for it.',
      servers,
      parameters: { name: { description: 'The name of the replay, or of who hears it.' }, ...factParameters },
      messages: { fact: shown({ name: 'fact', summary: 'What had happened.', payload: referenceTo(FactTold) }) },
    },
  };
}

function busOperations(): Schema {
  const request = (channel: string, message: string) => ({
    action: 'receive',
    channel: { $ref: `#/channels/${channel}` },
    messages: [{ $ref: `#/channels/${channel}/messages/${message}` }],
    reply: {
      channel: { $ref: `#/channels/${channel}` },
      messages: [{ $ref: `#/channels/${channel}/messages/reply` }],
    },
  });
  const facts = { $ref: '#/channels/facts' };
  const replays = { $ref: '#/channels/replays' };
  return {
    'answer.command': request('commands', 'command'),
    'answer.query': request('queries', 'query'),
    'tell.fact': { action: 'send', channel: facts, messages: [{ $ref: '#/channels/facts/messages/fact' }] },
    'tell.again': { action: 'send', channel: replays, messages: [{ $ref: '#/channels/replays/messages/fact' }] },
  };
}

function shown({ name, summary, payload }: Message): Schema {
  return { name, title: name, summary, contentType: 'application/json', payload };
}

function shapes(): readonly Shape[] {
  return [
    ...commands.map(({ body }) => body),
    ...said.flatMap(({ answer }) => answer),
    ...[HeartbeatDto, NothingShown, TokenSaid, SnapshotShown, ChangedShown, DrainShown, RefusalAcknowledged],
    ...[SessionCountTold, TimezoneTold, DailyResetTold, ConfigurationShown],
    ...[CommandSent, QuerySent, ReplyGiven, FactTold],
  ];
}
