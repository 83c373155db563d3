// What a person can have done. Each asks who it is and why, says what will come of it, and tells what the system answered.

import { hasKey, incidentPath, onLocked, post, useKeys } from './api.js';
import { announce, h } from './dom.js';
import { hurry } from './live.js';
import { workload } from './parts.js';
import { t } from './words.js';

const NAME = 'autocura-name';
const dialog = document.getElementById('dialog');

function open(title, ...content) {
  dialog.replaceChildren(h('h2', { id: 'dialog-title' }, title), ...content);
  if (!dialog.open) dialog.showModal();
}

const field = (name, label, input) => h('label', { for: name }, h('span', {}, label), input);

/** Asks for a name and a reason, sends what is asked for, and stays open with the reason when it is refused. */
function ask({ title, text, button, kind, fields = [], path, content }) {
  const who = h('input', { id: 'who', name: 'who', required: true, maxlength: 100, autocomplete: 'name', value: sessionStorage.getItem(NAME) ?? '' });
  const why = h('textarea', { id: 'why', name: 'why', rows: 2, maxlength: 400 });
  const refused = h('p', { class: 'problem', role: 'alert' });
  const send = h('button', { type: 'submit', class: kind }, button);

  async function submit(event) {
    event.preventDefault();
    const by = who.value.trim();
    if (!by) {
      refused.textContent = t('needName');
      who.focus();
      return;
    }
    sessionStorage.setItem(NAME, by);
    send.disabled = true;
    refused.textContent = '';
    try {
      await post(path, { by, reason: why.value.trim(), ...content() });
      dialog.close();
      announce(t('accepted'));
      hurry();
    } catch (failed) {
      refused.textContent = failed.message;
    } finally {
      send.disabled = false;
    }
  }

  open(title,
    h('form', { onsubmit: submit },
      h('p', {}, text),
      fields.map(([name, label, input]) => field(name, label, input)),
      field('who', t('who'), who), field('why', t('why'), why),
      refused,
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => dialog.close() }, t('cancel')), send)));
  (who.value ? why : who).focus();
}

const decide = (incident, approved) => ask({
  title: t(approved ? 'approveTitle' : 'rejectTitle'),
  text: t(approved ? 'approveText' : 'rejectText'),
  button: t(approved ? 'approve' : 'reject'),
  kind: approved ? 'good' : 'bad',
  path: incidentPath(incident.summary.id, '/approval'),
  // The hash says which plan was looked at, so that a click never holds for another one.
  content: () => ({ planId: incident.status.plan.id, planHash: incident.status.plan.hash || null, approved }),
});

export const approve = incident => decide(incident, true);
export const reject = incident => decide(incident, false);

export function snooze(incident) {
  const minutes = h('select', { id: 'minutes', name: 'minutes' }, [30, 120, 480, 1440].map(one => h('option', { value: one }, t(`minutes.${one}`))));
  ask({
    title: t('snoozeTitle', workload(incident.summary.workload)), text: t('snoozeText'), button: t('snooze'), kind: 'main',
    fields: [['minutes', t('minutes'), minutes]],
    path: incidentPath(incident.summary.id, '/snooze'),
    content: () => ({ minutes: Number(minutes.value) }),
  });
}

export const undo = incident => ask({
  title: t('undoTitle'), text: t('undoText'), button: t('undo'), kind: 'bad',
  path: incidentPath(incident.summary.id, '/undo'),
  content: () => ({ planId: incident.status.plan.id }),
});

export const retry = incident => ask({
  title: t('retryTitle'), text: t('retryText'), button: t('retry'), kind: 'main',
  path: incidentPath(incident.summary.id, '/retry'),
  content: () => ({}),
});

export const stop = isStopped => ask({
  title: t(isStopped ? 'resumeTitle' : 'pauseTitle'), text: t(isStopped ? 'resumeText' : 'pauseText'), button: t(isStopped ? 'resume' : 'pause'), kind: isStopped ? 'good' : 'bad',
  path: 'api/kill-switch',
  content: () => ({ stop: !isStopped }),
});

/** Asks for the keys and comes back when there is one: there is nothing to see without it. */
onLocked(wasRefused => new Promise(resolve => {
  const secret = id => h('input', { id, type: 'password', autocomplete: 'off', spellcheck: 'false' });
  const [key, own] = [secret('key'), secret('own-key')];
  const withoutWayOut = event => event.preventDefault();
  dialog.addEventListener('cancel', withoutWayOut);
  open(t('keyTitle'),
    h('form', {
      onsubmit: event => {
        event.preventDefault();
        if (!key.value.trim() && !own.value.trim()) return;
        useKeys(key.value.trim(), own.value.trim());
        dialog.removeEventListener('cancel', withoutWayOut);
        dialog.close();
        resolve();
      },
    },
    h('p', {}, t('keyText')),
    wasRefused && hasKey() ? h('p', { class: 'problem', role: 'alert' }, t('wrongKey')) : null,
    field('key', t('key'), key), field('own-key', t('ownKey'), own),
    h('div', { class: 'buttons' }, h('button', { type: 'submit', class: 'main' }, t('use')))));
  key.focus();
}));
