import { Env } from '@tidemark/service-kit';
import { Matches, MinLength } from 'class-validator';

const SECRET_LENGTH_MIN = 32;

/** What looking needs: a login that may take the role tidemark_ops. */
export class OpsConfig {
  @Env('TIDEMARK_POSTGRES_URL', { description: 'Where Postgres is, with user and password.', secret: true })
  @Matches(/^postgres(ql)?:\/\//, { message: 'postgresUrl must begin with postgres://' })
  postgresUrl!: string;
}

/** What asking a service needs; looking does without. */
export class OpsBusConfig {
  @Env('TIDEMARK_NATS_URL', {
    description: 'Where NATS is; several servers of a cluster are separated by commas.',
    default: 'nats://127.0.0.1:4222',
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
