import type { Server } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SECOND, Unavailable } from '@tidemark/domain';
import { Health, LOGGER, type Logger } from '@tidemark/service-kit';
import type { Express, NextFunction, Request, Response } from 'express';
import { serveDocs } from '../docs/docs-page';
import { GatewayConfig } from '../gateway.config';
import { Api } from './api';
import { endpoints } from './endpoint';
import { failureFilter, refuseUnknownRoute } from './failure';
import { refuseUnreadable } from './hang-up';
import { nameRequest } from './request-id';
import { sdkScript } from './sdk-script';
import { crossOrigin, securityHeaders } from './security';
import { webPage } from './web-page';

/** A caller that sends its request drop by drop is cut off. */
const HEADERS_WITHIN_MS = 10 * SECOND;
const REQUEST_WITHIN_MS = 15 * SECOND;

/** What a request passes on its way in, in order. */
@Injectable()
export class HttpDoor {
  constructor(
    private readonly config: GatewayConfig,
    private readonly api: Api,
    private readonly health: Health,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  open(app: NestExpressApplication): void {
    const server: Server = app.getHttpServer();
    server.headersTimeout = HEADERS_WITHIN_MS;
    server.requestTimeout = REQUEST_WITHIN_MS;
    server.on('clientError', refuseUnreadable);
    this.lay(app.getHttpAdapter().getInstance());
  }

  private lay(express: Express): void {
    const { origins, webDir, hasLocalAccounts } = this.config;
    const report = (error: unknown, requestId: string) =>
      this.logger.error({ err: error, requestId }, 'Nobody expected this error.');
    express.disable('x-powered-by').disable('etag');
    express.use(nameRequest, securityHeaders, crossOrigin(origins));
    express.use((request: Request, response: Response, next: NextFunction) => {
      if (!this.health.handle(request, response)) next();
    });
    express.use((_: Request, response: Response, next: NextFunction) => {
      if (!this.health.isStopping) return next();
      // A busy connection that is kept alive would keep us alive too.
      response.setHeader('Connection', 'close');
      throw new Unavailable('The gateway');
    });
    express.use('/api', neverStored);
    const served = endpoints(hasLocalAccounts);
    this.api.serve(express, served);
    serveDocs(express, served);
    express.use('/sdk', sdkScript);
    express.use(webPage(webDir));
    express.use(refuseUnknownRoute, failureFilter(report));
  }
}

function neverStored(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
