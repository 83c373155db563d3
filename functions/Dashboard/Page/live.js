// Keeps what is shown up to date: incidents by the second, the rest at the pace that the system asks for. A page that nobody looks at asks nothing.

import { get, Refusal } from './api.js';

const SECOND = 1000;

export const state = { incidents: null, control: null, answeredAt: 0, error: null, refresh: 10, skew: 0 };

const errors = new Map();
const watchers = new Set();
const sleepers = new Set();
const panels = new Map();
let controlDue = 0;

/** Calls back whenever something has changed. */
export const watch = callback => { watchers.add(callback); };
const tell = () => { for (const callback of watchers) callback(); };

/** Now, as the system's clock has it: ages are its ages, whatever this machine believes. */
export const now = () => Date.now() + state.skew;

function wake() {
  for (const resolve of sleepers) resolve();
  sleepers.clear();
}

/** What a view needs beside the incidents: asked for at once, and then at the system's pace for as long as the view is shown. */
export function follow(name, ask) {
  panels.clear();
  errors.delete('panels');
  if (ask) panels.set(name, { ask, due: 0 });
  wake();
}

/** Asks again at once: something was done. */
export function hurry() {
  for (const panel of panels.values()) panel.due = 0;
  controlDue = 0;
  allDue = 0;
  wake();
}

let open = null;
let all = null;
let allDue = 0;

/** Open incidents by the second; what has ended changes only when one of them is gone, or slowly. */
async function readIncidents() {
  const before = open;
  const [now, known] = [await get('api/incidents?open=true&limit=500'), all];
  state.answeredAt = Date.now();
  const ids = new Set(now.map(one => one.id));
  if (all === null || Date.now() >= allDue || before?.some(one => !ids.has(one.id))) {
    all = await get('api/incidents?limit=500');
    allDue = Date.now() + state.refresh * SECOND;
  }
  open = now;
  if (now === before && all === known) return false;
  state.incidents = [...now, ...all.filter(one => !ids.has(one.id))];
  return true;
}

async function readControl() {
  const asked = Date.now();
  if (asked < controlDue) return false;
  controlDue = asked + state.refresh * SECOND;
  state.control = await get('api/control');
  state.refresh = state.control.refreshSeconds;
  // Where somebody was in a hurry meanwhile, this answer is older than what they did.
  if (controlDue !== 0) controlDue = asked + state.refresh * SECOND;
  state.skew = new Date(state.control.at).getTime() - (asked + Date.now()) / 2;
  return true;
}

async function readPanels() {
  const due = [...panels.values()].filter(panel => Date.now() >= panel.due);
  await Promise.all(due.map(async panel => {
    panel.due = Date.now() + state.refresh * SECOND;
    await panel.ask();
  }));
  return due.length > 0;
}

/** Each goes its own pace: numbers that are slow to come hold up no incident. */
async function beat(name, read) {
  for (;;) {
    if (document.visibilityState === 'visible') {
      const before = state.error?.message;
      let isNew = false;
      try {
        isNew = await read();
        errors.delete(name);
      } catch (failed) {
        errors.set(name, { isSilent: !(failed instanceof Refusal), message: failed.message });
      }
      state.error = errors.values().next().value ?? null;
      if (isNew || state.error?.message !== before) tell();
    }
    await new Promise(resolve => {
      sleepers.add(resolve);
      setTimeout(resolve, SECOND);
    });
  }
}

export function run() {
  beat('incidents', readIncidents);
  beat('control', readControl);
  beat('panels', readPanels);
}

document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') wake(); });
