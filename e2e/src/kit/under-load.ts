import type { ServiceCounts } from '@tidemark/local-infra';

import { Chance, seed } from './chance';
import { Crowd } from './crowd';
import { Listener } from './listener';
import { STACK_MS, startStory, type StoryStack, type StoryWishes } from './story-stack';

/** How long a fault may take, and everything that is looked at after it. */
export const FAULT_MS = 90_000;
const SERVED_BEFORE = 50;
const SEED_MAX = 1_000_000;

/** A stack with a crowd at work on it, in which something is about to fail. */
export interface Scene {
  readonly story: StoryStack;
  /** Another one for each story, and served already. */
  readonly crowd: Crowd;
  /** A durable consumer of all facts, where the stories want one. */
  readonly listener: Listener | undefined;
  readonly chance: Chance;
}

export interface SceneWishes extends StoryWishes {
  readonly listens: boolean;
}

/** Sets the scene for the stories of a file: one stack for all of them, and a crowd for each. */
export function underLoad(counts: ServiceCounts, { listens, ...wishes }: SceneWishes): Scene {
  const scene = { chance: new Chance(seed), listener: undefined } as { -readonly [Part in keyof Scene]: Scene[Part] };

  beforeAll(async () => {
    scene.story = await startStory(counts, {}, wishes);
    if (listens) scene.listener = await Listener.to(scene.story, 'timer', 'a-listener-in-a-story');
  }, STACK_MS);
  afterAll(async () => {
    await scene.listener?.stop();
    await scene.story?.close();
  }, STACK_MS);

  beforeEach(async () => {
    scene.crowd = await Crowd.gather(scene.story, scene.chance.between(1, SEED_MAX));
    scene.crowd.start();
    await scene.crowd.served(SERVED_BEFORE);
  }, FAULT_MS);
  afterEach(() => scene.crowd?.disperse());

  return scene;
}
