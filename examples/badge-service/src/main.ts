import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function start(): Promise<void> {
  const app = await NestFactory.create(AppModule.from(process.env));
  app.enableShutdownHooks();
  await app.listen(Number(process.env['PORT'] ?? 4500), '127.0.0.1');
  console.log(`Badges are at ${await app.getUrl()}/badges/<userId>`);
}

start().catch((failure: Error) => {
  console.error(failure.message);
  process.exit(1);
});
