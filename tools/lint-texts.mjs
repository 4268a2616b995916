// Lints texts as if they were files: reads [{ path, text }] from the input, prints the rules that each one breaks.
// A process of its own, because Jest cannot load the ES modules of ESLint's configuration.
import { ESLint } from 'eslint';

import { ROOT } from './workspace.mjs';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const plants = JSON.parse(Buffer.concat(chunks).toString());

const eslint = new ESLint({ cwd: ROOT });
const broken = [];
for (const { path, text } of plants) {
  const [result] = await eslint.lintText(text, { filePath: path });
  broken.push((result?.messages ?? []).map(({ ruleId, message }) => ({ rule: ruleId ?? 'parser', message })));
}
process.stdout.write(JSON.stringify(broken));
