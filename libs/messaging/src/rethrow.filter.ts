import { Catch, type RpcExceptionFilter } from '@nestjs/common';

/** Lets what a handler throws reach the responder as it is; Nest's own filter would make every error the same one. */
@Catch()
export class RethrowFilter implements RpcExceptionFilter {
  catch(error: unknown): never {
    throw error;
  }
}
