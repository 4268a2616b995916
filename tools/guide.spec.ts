import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const GUIDE = 'docs/guide';
/** A block of code, and the comment above it that names the spec and the region it is taken from. */
const BLOCK = /(?:<!-- (\S+)#(\S+) -->\n\n)?```(?:tsx?|js)\n([\s\S]*?)```/g;
const INDENTED = /^ */;

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const pages = readdirSync(join(ROOT, GUIDE)).map((page) => join(GUIDE, page));
const blocks = pages.flatMap((page) =>
  [...read(page).matchAll(BLOCK)].map(([, file, region, code]) => ({ page, file, region, code })),
);

/** What stands between `// #region <name>` and the next `// #endregion`, moved to the left margin. */
function regionOf(file: string, name: string): string | undefined {
  const [, inside] = new RegExp(`// #region ${name}\\n([\\s\\S]*?) *// #endregion`).exec(read(file)) ?? [];
  const indent = INDENTED.exec(inside ?? '')?.[0].length ?? 0;
  return inside?.replace(new RegExp(`^ {${indent}}`, 'gm'), '');
}

describe('the guide', () => {
  it('has code in it', () => expect(blocks.length).toBeGreaterThan(0));

  it.each(blocks)('shows on $page what the spec runs as $region', ({ file, region, code }) => {
    if (!file || !region) throw new Error(`This block names no region of a spec:\n${code}`);
    expect(code).toBe(regionOf(file, region));
  });

  it('links to pages that exist', () => {
    const links = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => join(GUIDE, target ?? '')),
    );
    for (const link of links) expect(() => readFileSync(join(ROOT, link))).not.toThrow(/ENOENT/);
  });
});
