import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsBoolean, IsInt, IsString, Max, MinLength } from 'class-validator';
import { BaseConfig } from './base-config';
import { ConfigError, describeConfig, Env, loadConfig } from './config';

class TeaConfig {
  @Env('TEA_CUPS', { description: 'How many cups.', default: '2' })
  @IsInt()
  @Max(10)
  cups!: number;

  @Env('TEA_MILK', { description: 'Whether milk goes in.', default: 'false' })
  @IsBoolean()
  milk!: boolean;

  @Env('TEA_SECRET', { description: 'What makes it good.', secret: true })
  @IsString()
  @MinLength(4)
  recipe!: string;
}

class CakeConfig extends TeaConfig {
  @Env('CAKE_NAME', { description: 'Which cake.' })
  @IsString()
  cake!: string;
}

const mistakesIn = (environment: NodeJS.ProcessEnv) => {
  try {
    loadConfig(CakeConfig, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
  }
  return [];
};

describe('the configuration of a service', () => {
  it('is read with its types and defaults', () =>
    expect(loadConfig(CakeConfig, { TEA_MILK: 'true', TEA_SECRET: 'more tea', CAKE_NAME: 'apple' })).toEqual({
      cups: 2,
      milk: true,
      recipe: 'more tea',
      cake: 'apple',
    }));

  it('reports all mistakes at once, by the names that people write', () =>
    expect(mistakesIn({ TEA_CUPS: '11', TEA_MILK: 'maybe', TEA_SECRET: '' })).toEqual([
      'TEA_SECRET is missing: What makes it good.',
      'CAKE_NAME is missing: Which cake.',
      'TEA_CUPS must not be greater than 10',
      'TEA_MILK must be a boolean value',
    ]));

  it.each(['two', '1.5', 'NaN', '0x', '1e400'])('takes %j for no whole number', (cups) =>
    expect(mistakesIn({ TEA_CUPS: cups, TEA_SECRET: 'more tea', CAKE_NAME: 'apple' })[0]).toMatch(/^TEA_CUPS must/),
  );

  it('never repeats a secret in its complaint', () =>
    expect(mistakesIn({ TEA_SECRET: 'abc' }).join()).not.toContain('abc'));

  it('knows every setting of a class, those of its parents first', () =>
    expect(describeConfig(CakeConfig).map(({ name }) => name)).toEqual([
      'TEA_CUPS',
      'TEA_MILK',
      'TEA_SECRET',
      'CAKE_NAME',
    ]));

  describe('with secrets in files', () => {
    const dir = mkdtempSync(join(tmpdir(), 'tidemark-config-'));
    afterAll(() => rmSync(dir, { recursive: true }));

    it('reads them without the line end', () => {
      writeFileSync(join(dir, 'secret'), 'from a file\n');
      const environment = { TEA_SECRET_FILE: join(dir, 'secret'), CAKE_NAME: 'apple' };
      expect(loadConfig(CakeConfig, environment).recipe).toBe('from a file');
    });

    it('says which one is not there', () =>
      expect(mistakesIn({ TEA_SECRET_FILE: join(dir, 'none'), CAKE_NAME: 'apple' })[0]).toMatch(
        /^TEA_SECRET_FILE cannot be read: ENOENT/,
      ));
  });

  it('of every service needs little more than its servers and a good secret', () => {
    const environment = {
      TIDEMARK_POSTGRES_URL: 'postgres://localhost/tidemark',
      TIDEMARK_SERVICE_SECRET: 'x'.repeat(32),
    };
    expect(loadConfig(BaseConfig, environment)).toMatchObject({ logLevel: 'info', healthPort: 0 });
    expect(() => loadConfig(BaseConfig, { ...environment, TIDEMARK_POSTGRES_URL: 'mysql://x' })).toThrow(
      'TIDEMARK_POSTGRES_URL must begin with postgres://',
    );
    expect(() => loadConfig(BaseConfig, { ...environment, TIDEMARK_TRACES_URL: 'collector:4318' })).toThrow(
      'TIDEMARK_TRACES_URL must begin with http:// or https://',
    );
    expect(() => loadConfig(BaseConfig, { ...environment, TIDEMARK_FACT_REPLICAS: '2' })).toThrow(
      'TIDEMARK_FACT_REPLICAS must be one of the following values: 1, 3, 5',
    );
  });
});
