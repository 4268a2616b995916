import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

import { findBinary, type ServerProgram } from './binaries';

/** Tells a waiting person what is going on, one line at a time. */
export type Say = (line: string) => void;

const PACKAGES: Record<ServerProgram, string> = {
  postgres: 'postgresql',
  'nats-server': 'nats-server',
  'redis-server': 'redis-server',
};
const PROGRESS_MS = 5_000;
const COMPLAINT_LENGTH = 1_000;

/** Makes sure that the server programs are on this machine, or ends with a sentence that names the choices. */
export async function installServers(programs: readonly ServerProgram[], say: Say): Promise<void> {
  const missing = programs.filter((program) => !findBinary(program));
  if (missing.length === 0) return;
  const packages = missing.map((program) => PACKAGES[program]);
  if (!(await installPackages(packages, say))) {
    throw new Error(
      `Tidemark needs ${missing.join(', ')}: install the packages ${packages.join(', ')}, ` +
        'or run everything in containers with "docker compose up", ' +
        'or name running servers with TIDEMARK_POSTGRES_URL, TIDEMARK_NATS_URL and TIDEMARK_REDIS_URL.',
    );
  }
}

/** Installs Debian packages where we may; false where we may not or it failed. */
export async function installPackages(packages: readonly string[], say: Say): Promise<boolean> {
  const asRoot = rootPrefix();
  if (!asRoot || !findBinary('apt-get')) return false;
  say(`Installing ${packages.join(', ')} with apt-get ...`);
  const startedAt = Date.now();
  const progress = setInterval(() => {
    say(`  still installing (${Math.round((Date.now() - startedAt) / 1_000)} s)`);
  }, PROGRESS_MS);
  try {
    return await runScript([...asRoot, 'sh', '-c', APT_SCRIPT, 'apt', ...packages], say);
  } finally {
    clearInterval(progress);
  }
}

async function runScript([program = '', ...words]: readonly string[], say: Say): Promise<boolean> {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => (output = (output + bytes.toString()).slice(-COMPLAINT_LENGTH)));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) say(`  apt-get gave up:\n${output}`);
  return code === 0;
}

function rootPrefix(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

/** The packages would start their own servers and make a cluster; while this runs they are told not to. */
const APT_SCRIPT = `
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
clusters=/etc/postgresql-common/createcluster.d/tidemark.conf
tidy() { rm -f "$clusters"; [ -z "$made_policy" ] || rm -f "$policy"; }
trap tidy EXIT
mkdir -p "$(dirname "$clusters")"
echo 'create_main_cluster = false' > "$clusters"
if [ ! -e "$policy" ]; then
  made_policy=yes
  printf '#!/bin/sh\\nexit 101\\n' > "$policy"
  chmod 755 "$policy"
fi
apt-get update -q
apt-get install -y -q --no-install-recommends "$@"
`;
