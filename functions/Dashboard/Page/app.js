// The frame: which view is shown, what stands above all of them, and the beat by which everything is renewed.

import { forgetKey, hasKey } from './api.js';
import { auditView } from './audit.js';
import { h, link, part } from './dom.js';
import { stop } from './dialogs.js';
import { historyView } from './history.js';
import { incidentList } from './list.js';
import { incidentView } from './incident.js';
import { follow, run, state, watch } from './live.js';
import { controlView, policiesView, signalsView } from './panels.js';
import { isOver, tick } from './parts.js';
import { digestView, reportView } from './report.js';
import { choose, language, number, span, t } from './words.js';

const main = document.getElementById('main');
const views = {
  incidents: () => { follow(); return incidentList(); },
  history: historyView,
  signals: signalsView,
  policies: policiesView,
  control: controlView,
  audit: auditView,
};

/** Views of one thing, which stand under another in the navigation. */
const single = { incident: ([id]) => incidentView(id), report: reportView, digest: digestView };
const under = { report: 'history', digest: 'history' };
let current = null;

document.documentElement.lang = language;
document.getElementById('skip').textContent = t('skip');
document.getElementById('skip').addEventListener('click', event => { event.preventDefault(); main.focus(); });

const nav = part(document.getElementById('nav'), (shown, open) => Object.keys(views).map(name => link([name], {
  'aria-current': shown === name ? 'page' : null, data: { key: name },
}, t(name), name === 'incidents' && open ? h('span', { class: 'badge' }, number(open, 6)) : null)));
nav.element.setAttribute('aria-label', t('navigation'));

function toggleTheme() {
  const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('autocura-theme', theme);
}

const tools = part(document.getElementById('tools'), (mode, isStopped, isLive, locked) => [
  h('span', { class: `pulse ${isLive}`, role: 'img', 'aria-label': t(isLive === 'live' ? 'live' : 'connecting'), title: t(isLive === 'live' ? 'live' : 'connecting') }),
  mode ? h('span', { class: 'chip mode', data: { kind: 'mode', value: mode } }, `${t('mode')}: ${t(`mode.${mode}`)}`) : null,
  mode ? h('button', { type: 'button', class: isStopped ? 'good' : 'quiet', data: { key: 'stop' }, onclick: () => stop(isStopped) }, t(isStopped ? 'resume' : 'pause')) : null,
  h('select', { 'aria-label': t('language'), data: { key: 'language' }, onchange: event => choose(event.target.value) },
    [['en', 'English'], ['pt-BR', 'Português']].map(([value, name]) => h('option', { value, lang: value, selected: value === language }, name))),
  h('button', { type: 'button', class: 'quiet', 'aria-label': t('theme'), title: t('theme'), data: { key: 'theme' }, onclick: toggleTheme }, '◐'),
  locked ? h('button', { type: 'button', class: 'quiet', data: { key: 'forget' }, onclick: forgetKey }, t('forget')) : null,
]);

const banner = part(document.getElementById('banner'), (error, silence, isStopped, reasons) => [
  error ? h('p', { class: 'problem' }, error.isSilent ? t('errorReach', silence) : t('errorOther', error.message)) : null,
  isStopped ? h('p', { class: 'problem stopped' }, h('b', {}, t('stopped')), ' ', reasons) : null,
]);

function frame() {
  const stopped = state.control?.clusters.filter(one => one.isStopped) ?? [];
  const isStopped = stopped.length > 0;
  nav.update(current?.name, state.incidents?.filter(one => !isOver(one.phase)).length ?? 0);
  tools.update(state.control?.mode, isStopped, state.error ? 'lost' : state.incidents ? 'live' : 'wait', hasKey());
  banner.update(state.error, state.error?.isSilent ? span(state.answeredAt ? Date.now() - state.answeredAt : 0) : '', isStopped, stopped[0]?.switch ?? '');
  document.title = current?.title ? `${current.title()} · Autocura` : 'Autocura';
}

/** What somebody typed may be no encoding at all. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function route() {
  const [name, ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decoded);
  const one = Object.hasOwn(single, name) && (rest[0] || name === 'digest') ? single[name] : null;
  const list = Object.hasOwn(views, name) ? name : 'incidents';
  const view = one ? one(rest) : views[list]();
  const moved = current !== null;
  current = { name: one ? under[name] ?? name : list, ...view };
  main.replaceChildren(current.view);
  if (moved) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  current.draw();
  frame();
}

async function draw() {
  frame();
  try {
    await current.draw();
  } catch (failed) {
    // The next beat asks again; until then the reader is told.
    state.error = { isSilent: failed.status === undefined, message: failed.message };
    frame();
  }
}

window.addEventListener('hashchange', route);
watch(draw);
setInterval(() => { tick(); if (state.error) frame(); }, 1000);
route();
run();
