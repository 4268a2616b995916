import type { PresetType } from '@tidemark/domain';
import type { Light } from './connection';
import { allow, element, isAllowed, say } from './elements';
import { isUnderWay, type Face } from './face';
import { drawRing } from './ring';
import { timeOfDay, transition, type CheckpointShown } from './words';

/** Everything there is to see at one instant. */
export interface Scene {
  readonly face: Face;
  readonly light: Light;
  readonly isBusy: boolean;
  readonly place: string;
  readonly task: string;
  readonly note: string;
  readonly tone: 'plain' | 'waiting' | 'trouble';
  readonly lastSession: string;
  readonly spoken: string;
}

export interface Wishes {
  primary(): void;
  skip(): void;
  extend(): void;
  stop(): void;
  task(title: string): void;
  preset(presetType: PresetType): void;
}

const lightNames: Record<Light, string> = {
  ready: 'Ready',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  offline: 'Offline',
};

const countdown = element('countdown', HTMLElement);
const note = element('note', HTMLElement);
const light = element('light', HTMLElement);
const task = element('task', HTMLInputElement);
const checkpoints = element('checkpoints', HTMLOListElement);
const presets = [...document.querySelectorAll<HTMLInputElement>('input[name=preset]')];
const buttons = {
  primary: element('primary', HTMLButtonElement),
  skip: element('skip', HTMLButtonElement),
  extend: element('extend', HTMLButtonElement),
  stop: element('stop', HTMLButtonElement),
};

/** Draws the whole page from one scene; drawing the same scene twice changes nothing. */
export function draw(scene: Scene): void {
  const { face } = scene;
  const { dataset } = document.documentElement;
  dataset.status = face.status;
  dataset.session = face.isBreak ? 'break' : 'work';
  document.title = face.title;
  drawRing(face.fractionLeft);
  say(countdown, face.countdown);
  say(element('name', HTMLElement), face.name);
  say(element('caption', HTMLElement), face.caption);
  say(element('place', HTMLElement), scene.place);
  say(element('last', HTMLElement), scene.lastSession);
  say(element('spoken', HTMLElement), scene.spoken);
  say(element('light-name', HTMLElement), lightNames[scene.light]);
  light.dataset.light = scene.light;
  say(note, scene.note);
  note.dataset.tone = scene.tone;
  say(buttons.primary, face.primary);
  buttons.primary.setAttribute('aria-busy', String(scene.isBusy));
  allow(buttons.skip, face.status !== 'idle');
  allow(buttons.stop, face.status !== 'idle');
  allow(buttons.extend, face.status === 'running');
  for (const preset of presets) {
    preset.checked = preset.value === face.presetType;
    preset.disabled = isUnderWay(face);
  }
  if (document.activeElement !== task) task.value = scene.task;
}

export function drawCheckpoints(latest: readonly CheckpointShown[]): void {
  checkpoints.replaceChildren(
    ...latest.map((checkpoint) => {
      const item = document.createElement('li');
      const time = document.createElement('time');
      time.dateTime = checkpoint.timestamp;
      time.textContent = timeOfDay(Date.parse(checkpoint.timestamp));
      item.append(time, transition(checkpoint));
      return item;
    }),
  );
}

export function listen(wishes: Wishes): void {
  for (const [name, button] of Object.entries(buttons)) {
    button.addEventListener('click', () => isAllowed(button) && wishes[name as keyof typeof buttons]());
  }
  task.addEventListener('change', () => wishes.task(task.value.trim()));
  task.addEventListener('keydown', ({ key }) => (key === 'Enter' || key === 'Escape') && task.blur());
  for (const preset of presets) preset.addEventListener('change', () => wishes.preset(preset.value as PresetType));
  document.addEventListener('keydown', (event) => {
    const button = buttonFor(event);
    if (button === undefined) return;
    event.preventDefault();
    button.click();
  });
}

/** Keys that belong to a field, to a focused button or to the browser are left to them [W3]. */
function buttonFor({ key, target, repeat, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent) {
  if (repeat || ctrlKey || metaKey || altKey || defaultPrevented) return undefined;
  if (target instanceof HTMLInputElement) return undefined;
  if (key === ' ') return target instanceof HTMLButtonElement ? undefined : buttons.primary;
  return { s: buttons.skip, Escape: buttons.stop }[key];
}
