import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { webPage } from './web-page';

const html = { accept: 'text/html,application/xhtml+xml' };

describe('the web app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-page-'));
  let server: Server;
  const get = async (path: string, headers: Record<string, string>) => {
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    return [answer.status, await answer.text(), answer.headers.get('cache-control')];
  };

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), 'the page');
    writeFileSync(join(folder, 'assets/index-4f2a.js'), 'the program');
    writeFileSync(join(folder, 'assets/index-77ab.js'), 'the long program');
    writeFileSync(join(folder, 'assets/index-77ab.js.gz'), gzipSync('the long program'));
    server = createServer(express().use(webPage(folder))).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['/', '/statistics', '/program/marathon', '/ops/streams/timer-u1'])('is opened at %s [W1]', async (path) =>
    expect(await get(path, html)).toEqual([200, 'the page', 'no-cache']),
  );

  it.each([
    ['the doors of others', '/api/nothing', html],
    ['a file that is not there', '/assets/index-0000.js', html],
    ['whoever wants no page', '/statistics', { accept: 'application/json' }],
  ])('is not told to %s', async (_, path, headers) => expect((await get(path, headers))[0]).toBe(404));

  it('has files that a browser may keep for good', async () =>
    expect(await get('/assets/index-4f2a.js', {})).toEqual([
      200,
      'the program',
      'public, max-age=31536000, immutable',
    ]));

  it.each([
    ['gzip, deflate, br', 'gzip'],
    ['identity', null],
  ])('comes to whoever takes %s as %s [Q11]', async (accepted, encoding) => {
    const { port } = server.address() as AddressInfo;
    const headers = { 'accept-encoding': accepted };
    const answer = await fetch(`http://127.0.0.1:${port}/assets/index-77ab.js`, { headers });
    const told = ['content-encoding', 'content-type', 'cache-control', 'vary'].map((name) => answer.headers.get(name));
    expect(told).toEqual([
      encoding,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
      'Accept-Encoding',
    ]);
    expect(await answer.text()).toBe('the long program');
  });

  it('comes as it is where nobody compressed it', async () => {
    const told = await get('/assets/index-4f2a.js', { 'accept-encoding': 'gzip' });
    expect(told.slice(0, 2)).toEqual([200, 'the program']);
  });
});
