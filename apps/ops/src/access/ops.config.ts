import { BusConfig, Env } from '@tidemark/service-kit';
import { Matches } from 'class-validator';

/** What looking needs: a login that may take the role tidemark_ops. */
export class OpsConfig {
  @Env('TIDEMARK_POSTGRES_URL', { description: 'Where Postgres is, with user and password.', secret: true })
  @Matches(/^postgres(ql)?:\/\//, { message: 'postgresUrl must begin with postgres://' })
  postgresUrl!: string;
}

/** What asking a service needs; looking does without. */
export class OpsBusConfig extends BusConfig {}
