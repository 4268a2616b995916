import { IsIn, IsInt, IsString, Matches, Max, Min, MinLength } from 'class-validator';
import { Env } from './config';

/** From the most to the least said. */
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const PORT_MAX = 65_535;
const REPLICAS = [1, 3, 5];
const SECRET_LENGTH_MIN = 32;

/** What it takes to speak to services. */
export class BusConfig {
  @Env('TIDEMARK_NATS_URL', {
    description: 'Where NATS is, with user and password if it asks; servers of a cluster are separated by commas.',
    default: 'nats://127.0.0.1:4222',
    secret: true,
  })
  @Matches(/^(nats|tls):\/\//, { message: 'natsUrl must begin with nats:// or tls://' })
  natsUrl!: string;

  @Env('TIDEMARK_SERVICE_SECRET', {
    description: 'At least 32 random characters, the same for all services: they show each other who they are.',
    secret: true,
  })
  @MinLength(SECRET_LENGTH_MIN)
  serviceSecret!: string;
}

/** What every service is told; each adds its own. */
export class BaseConfig extends BusConfig {
  @Env('TIDEMARK_POSTGRES_URL', { description: 'Where Postgres is, with user and password.', secret: true })
  @Matches(/^postgres(ql)?:\/\//, { message: 'postgresUrl must begin with postgres://' })
  postgresUrl!: string;

  @Env('TIDEMARK_LOG_LEVEL', { description: `One of ${LOG_LEVELS.join(', ')}.`, default: 'info' })
  @IsIn(LOG_LEVELS)
  logLevel!: (typeof LOG_LEVELS)[number];

  @Env('TIDEMARK_TRACES_URL', {
    description: 'Where traces are sent as OTLP over HTTP, such as http://collector:4318; empty, nobody traces.',
    default: '',
  })
  @Matches(/^(https?:\/\/\S+)?$/, { message: 'tracesUrl must begin with http:// or https://' })
  tracesUrl!: string;

  @Env('TIDEMARK_FACT_REPLICAS', {
    description: `On how many servers of a NATS cluster each fact is kept (${REPLICAS.join(', ')}); counts where the stream is made.`,
    default: '1',
  })
  @IsIn(REPLICAS)
  factReplicas!: number;

  @Env('TIDEMARK_HEALTH_PORT', {
    description: 'Where /health and /metrics answer, apart from the public; 0 takes any free port.',
    default: '0',
  })
  @IsInt()
  @Min(0)
  @Max(PORT_MAX)
  healthPort!: number;

  @Env('TIDEMARK_HEALTH_HOST', {
    description: 'The address on which /health and /metrics answer.',
    default: '127.0.0.1',
  })
  @IsString()
  healthHost!: string;
}

/** For services that keep jobs or counters in Redis. */
export class RedisConfig extends BaseConfig {
  @Env('TIDEMARK_REDIS_URL', {
    description: 'Where Redis is, with password if it has one.',
    default: 'redis://127.0.0.1:6379',
    secret: true,
  })
  @Matches(/^rediss?:\/\//, { message: 'redisUrl must begin with redis:// or rediss://' })
  redisUrl!: string;
}
