import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { validateSync } from 'class-validator';

/** How one setting is read and explained. */
export interface EnvOptions {
  readonly description: string;
  /** As it would be written in the environment; without it the setting must be given. */
  readonly default?: string;
  /** May also come from the file named by `<NAME>_FILE`, and is never shown. */
  readonly secret?: boolean;
}

/** A setting, and the property that it fills. */
export interface ConfigField extends EnvOptions {
  readonly property: string;
  readonly name: string;
}

/** A class whose properties are settings. */
export type ConfigShape<Config extends object = object> = new () => Config;

/** All mistakes of a configuration, one line each. */
export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(['The configuration is not usable:', ...mistakes.map((mistake) => `  - ${mistake}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

const fieldsKey = Symbol('config fields');

/** Reads a property from this variable; its type says how, and class-validator's rules say what is allowed. */
export const Env =
  (name: string, options: EnvOptions): PropertyDecorator =>
  (target, property) => {
    const inherited = (Reflect.getMetadata(fieldsKey, target) ?? []) as readonly ConfigField[];
    const field = { ...options, name, property: String(property) };
    Reflect.defineMetadata(fieldsKey, [...inherited, field], target);
  };

/** The settings of a service, checked; a ConfigError names every mistake at once. */
export function loadConfig<Config extends object>(
  shape: ConfigShape<Config>,
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  const config = new shape();
  const mistakes: string[] = [];
  for (const field of describeConfig(shape)) {
    try {
      const text = textOf(field, environment) ?? field.default;
      if (text === undefined) mistakes.push(`${field.name} is missing: ${field.description}`);
      else Object.assign(config, { [field.property]: converted(shape, field.property, text) });
    } catch (error) {
      mistakes.push(`${field.name}_FILE cannot be read: ${(error as Error).message}`);
    }
  }
  mistakes.push(...brokenRules(config, shape));
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

/** Every setting of a class, inherited ones first; the example file and the guide are written from it. */
export function describeConfig(shape: ConfigShape): readonly ConfigField[] {
  return (Reflect.getMetadata(fieldsKey, shape.prototype) ?? []) as readonly ConfigField[];
}

function textOf({ name, secret }: ConfigField, environment: NodeJS.ProcessEnv): string | undefined {
  // An empty variable is how compose files and shells leave something out.
  const given = environment[name] || undefined;
  const file = secret ? environment[`${name}_FILE`] : undefined;
  return given ?? (file ? readFileSync(file, 'utf8').trim() : undefined);
}

function converted(shape: ConfigShape, property: string, text: string): unknown {
  const type: unknown = Reflect.getMetadata('design:type', shape.prototype, property);
  if (type === Number) return Number(text);
  if (type === Boolean) return { true: true, false: false }[text] ?? text;
  return text;
}

function brokenRules(config: object, shape: ConfigShape): string[] {
  const nameOf = new Map(describeConfig(shape).map(({ property, name }) => [property, name]));
  return validateSync(config, { forbidUnknownValues: true })
    .filter(({ value }) => value !== undefined)
    .flatMap(({ property, constraints = {} }) =>
      Object.values(constraints).map((rule) => rule.replace(property, nameOf.get(property) ?? property)),
    );
}
