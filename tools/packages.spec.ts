import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const OURS = '@tidemark/';
const IMPORT = /^(?:import|import [^;']*? from|export [^;']*? from) '([^']+)'/gm;
const EXACT = /^(npm:.+@)?\d+\.\d+\.\d+$/;
/** Asked for by the packages beside them, and by nobody's import. */
const NEEDED_BY_OTHERS = new Set(['nx', 'rxjs']);

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const MADE = /^(node_modules|dist|out-tsc.*|\..+)$/;

/** Every file of the workspace that somebody wrote. */
function filesIn(folder = ''): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !MADE.test(name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}

const files = filesIn();
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const sources = new Map(files.filter((file) => /\.(tsx?|mjs|cjs)$/.test(file)).map((file) => [file, read(file)]));
const manifests = files
  .filter((file) => file.endsWith('/package.json'))
  .map((file) => ({ folder: dirname(file), ...(JSON.parse(read(file)) as Manifest) }));
const root = JSON.parse(read('package.json')) as Required<Manifest>;
const versions = { ...root.dependencies, ...root.devDependencies };

const importsOf = (text: string) => [...text.matchAll(IMPORT)].map(([, name]) => name ?? '');
/** `@scope/name` or `name`, without the path inside the package. */
const packageOf = (name: string) => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

describe('the package.json files', () => {
  it.each(manifests.filter(({ folder }) => folder !== 'tools'))(
    'of $name names exactly what of ours is imported, and what only its specs import apart',
    ({ folder, name, dependencies = {}, devDependencies = {} }) => {
      const inFolder = [...sources].filter(([file]) => file.startsWith(`${folder}/`));
      const isOfSpecs = (file: string) => /\.spec\.ts$|\/testing\//.test(file);
      const used = (ofSpecs: boolean) =>
        inFolder.filter(([file]) => isOfSpecs(file) === ofSpecs).flatMap(([, text]) => importsOf(text).map(packageOf));
      const ours = (names: readonly string[]) =>
        [...new Set(names)].filter((used) => used.startsWith(OURS) && used !== name).sort();
      const inProduct = ours(used(false));
      const inSpecs = ours(used(true)).filter((used) => !inProduct.includes(used));

      expect(Object.keys(dependencies).sort()).toEqual(inProduct);
      expect(Object.keys(devDependencies).sort()).toEqual(inSpecs);
    },
  );

  it('pin every version', () =>
    expect(Object.entries(versions).filter(([, version]) => !EXACT.test(version))).toEqual([]));

  it('name every package that is imported', () => {
    const used = [...sources.values()].flatMap(importsOf).filter((name) => !/^(\.|node:|@tidemark\/)/.test(name));
    const missing = used.map(packageOf).filter((name) => !(name in versions) && !builtinModules.includes(name));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('name no package that nobody mentions', () => {
    const everything = [...sources]
      .filter(([file]) => file !== 'tools/fences.spec.ts')
      .map(([, text]) => text)
      .join('\n');
    const isMentioned = (name: string) =>
      ["'", '/'].some((before) => ["'", '/'].some((after) => everything.includes(before + name + after)));
    const idle = Object.keys(versions).filter((name) => !name.startsWith('@types/') && !isMentioned(name));
    expect(idle.filter((name) => !NEEDED_BY_OTHERS.has(name))).toEqual([]);
  });
});

describe('the imports of a package', () => {
  const targets = new Map(
    [...sources].map(([file, text]) => {
      const near = importsOf(text).filter((name) => name.startsWith('.'));
      const found = near
        .map((name) => join(dirname(file), name))
        .flatMap((path) => [`${path}.ts`, `${path}/index.ts`, path]);
      return [file, found.filter((path) => sources.has(path))];
    }),
  );

  it('run in no circle', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) return void circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      if (done.has(file)) return;
      for (const target of targets.get(file) ?? []) walk(target, [...trail, file]);
      done.add(file);
    };
    for (const file of targets.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });
});
