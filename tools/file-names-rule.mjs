import { relative } from 'node:path';

const FOLDERS = /(^|\/)(utils?|commons?|shared|helpers?|core|misc|lib)\//i;
const WORDS = /(^|[-.])(utils?|common|shared|helpers?|managers?|misc|stuff)([-.]|$)/i;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/;

/** A name must say what is inside: a drawer called "utils" or "shared" fills up with everything. */
export const fileNames = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    return {
      Program(node) {
        const path = relative(context.cwd, context.filename).replaceAll('\\', '/');
        const name = path.split('/').at(-1) ?? '';
        const complain = (message) => context.report({ node, message });
        if (FOLDERS.test(path)) complain(`The folder of ${path} has a name that says nothing.`);
        if (WORDS.test(name)) complain(`${name} has a word that says nothing.`);
        if (!KEBAB.test(name)) complain(`${name} is not kebab-case.`);
      },
    };
  },
};
