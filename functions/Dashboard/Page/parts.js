// Small pieces that several views are made of.

import { h, link } from './dom.js';
import { now } from './live.js';
import { span, t, moment } from './words.js';

export const phases = ['Detected', 'Analyzing', 'Planning', 'AwaitingApproval', 'Remediating', 'Verifying', 'Resolved', 'Escalated', 'Failed'];
export const isOver = phase => phase === 'Resolved' || phase === 'Escalated' || phase === 'Failed';

export const chip = (kind, value, text) => h('span', { class: 'chip', data: { kind, value } }, text ?? t(`${kind}.${value}`));

/** A moment as its age, which goes on by itself; the exact time is told on hovering and to whoever cannot see. */
export const age = (at, wording) => h('time', { datetime: at, title: moment(at), data: { since: at, wording: wording ?? '' } }, aged(at, wording));
const aged = (at, wording) => { const text = span(now() - new Date(at)); return wording ? t(wording, text) : text; };

export function tick() {
  for (const one of document.querySelectorAll('time[data-since]')) {
    const text = aged(one.dataset.since, one.dataset.wording);
    if (one.textContent !== text) one.textContent = text;
  }
}

export const workload = ref => `${ref.namespace}/${ref.name}`;
export const incidentLink = (one, text) => link(['incident', one.instanceId ?? one.id], {}, text ?? workload(one.workload));

export const loading = () => h('div', { class: 'loading', 'aria-busy': 'true' }, h('span', { class: 'unseen' }, t('loading')), h('i', {}), h('i', {}), h('i', {}));
export const empty = (title, more) => h('div', { class: 'empty' }, h('strong', {}, title), more ? h('p', {}, more) : null);
export const problem = text => h('p', { class: 'problem' }, text);

export const card = (title, ...content) => h('section', { class: 'card' }, h('h2', {}, title), ...content);

/** Rows of words and what they mean. */
export const facts = rows => h('dl', { class: 'facts' }, rows.filter(row => row && row[1] !== null && row[1] !== undefined && row[1] !== '').map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));

/** A table that becomes cards where the screen is narrow. */
export const table = (heads, rows) => h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': heads.join(', ') }, h('table', {},
  h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))),
  h('tbody', {}, rows.map(row => h('tr', {}, row.map((cell, index) => h('td', { data: { head: heads[index] } }, cell)))))));
