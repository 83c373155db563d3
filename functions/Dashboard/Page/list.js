// The list of incidents that are open. Rows are kept and renewed in place, so that nothing jumps under the reader's finger.

import { announce, h, link, show } from './dom.js';
import { state } from './live.js';
import { age, chip, empty, isOver, loading, phases, workload } from './parts.js';
import { number, span, t } from './words.js';

const PAGE = 50;
const order = ['critical', 'high', 'medium', 'low'];

/** Worst first; among equals the one that waits for a person, then the newest. */
const byUrgency = (one, other) => order.indexOf(one.severity) - order.indexOf(other.severity)
  || (other.phase === 'AwaitingApproval') - (one.phase === 'AwaitingApproval')
  || other.risk - one.risk
  || other.openedAt.localeCompare(one.openedAt);

export const matches = (one, words, phase) => (!phase || one.phase === phase)
  && words.every(word => `${one.workload.cluster} ${one.workload.kind} ${workload(one.workload)} ${one.headline ?? ''} ${one.id}`.toLowerCase().includes(word));

/** An incident as a line; one that only the record knows has a path of its own. */
export function incidentRow(one) {
  const over = one.phase === null || isOver(one.phase);
  return link(one.path ?? ['incident', one.id], { class: 'incident', data: { key: one.id ?? one.recordName, severity: one.severity } },
    h('span', { class: 'what' },
      h('span', { class: 'name' }, h('b', {}, one.workload.name), h('small', {}, `${one.workload.kind} · ${one.workload.namespace} · ${one.workload.cluster}`)),
      h('span', { class: 'headline' }, one.headline ?? t('diagnosing'))),
    h('span', { class: 'how' },
      chip('severity', one.severity),
      over && one.outcome ? chip('outcome', one.outcome) : chip('phase', one.phase),
      one.root && !over ? h('span', { class: 'note' }, t('waitsFor', one.root.workload.name)) : null,
      one.children > 0 ? h('span', { class: 'note' }, t('waiting', number(one.children))) : null,
      one.flapping ? h('span', { class: 'note' }, t('flapping')) : null),
    h('span', { class: 'numbers' },
      h('span', {}, `${t('risk')} `, h('b', {}, one.risk)),
      one.alerts === undefined ? h('span', {}, `${t('attempts')} `, h('b', {}, number(one.attempts))) : h('span', {}, one.alerts === 1 ? t('oneAlert') : t('alerts', number(one.alerts))),
      over ? [age(one.updatedAt, 'ended'), h('span', {}, t('took', span(new Date(one.updatedAt) - new Date(one.openedAt))))] : age(one.openedAt, 'opened')));
}

export function incidentList() {
  let page = 0;
  const seen = new Map();
  const said = new Map();
  const filter = h('input', { type: 'search', id: 'filter', placeholder: t('filter'), 'aria-label': t('filter'), oninput: () => { page = 0; draw(); } });
  const phase = h('select', { id: 'phase', 'aria-label': t('phase'), onchange: () => { page = 0; draw(); } },
    h('option', { value: '' }, t('anyPhase')), phases.filter(one => !isOver(one)).map(one => h('option', { value: one }, t(`phase.${one}`))));
  const count = h('span', { class: 'count', id: 'count' });
  const rows = h('ol', { class: 'incidents' });
  const pager = h('nav', { class: 'pager', 'aria-label': t('page', '', '') });
  const place = h('div', {}, loading());
  const view = h('div', {}, h('h1', {}, t('incidents')), h('div', { class: 'bar' }, filter, phase, count), place, pager);

  function pages(length) {
    const last = Math.max(0, Math.ceil(length / PAGE) - 1);
    page = Math.min(page, last);
    const to = (target, name, key) => h('button', { type: 'button', data: { key }, disabled: target < 0 || target > last, onclick: () => { page = target; draw(); place.scrollIntoView({ block: 'nearest' }); } }, name);
    show(pager, ...(last === 0 ? [] : [to(page - 1, t('previous'), 'previous'), h('span', {}, t('page', page + 1, last + 1)), to(page + 1, t('next'), 'next')]));
  }

  /** A row is made anew only when its incident has changed; the one with the focus keeps it. */
  function renew(shown) {
    const focused = document.activeElement?.dataset?.key;
    const items = shown.map(one => {
      const text = JSON.stringify(one);
      const known = seen.get(one.id);
      if (known?.text === text) return known.item;
      const item = h('li', {}, incidentRow(one));
      seen.set(one.id, { text, item });
      return item;
    });
    const current = [...rows.children];
    if (items.length !== current.length || items.some((item, index) => item !== current[index])) {
      rows.replaceChildren(...items);
      if (focused) rows.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
    if (rows.parentElement !== place) place.replaceChildren(rows);
  }

  function tell(all) {
    for (const one of all) {
      if (said.size > 0 && said.get(one.id) !== one.phase) announce(`${workload(one.workload)}: ${t(`phase.${one.phase}`)}`);
    }
    for (const one of all) said.set(one.id, one.phase);
  }

  function draw() {
    if (!state.incidents) return;
    tell(state.incidents);
    const all = state.incidents.filter(one => !isOver(one.phase)).sort(byUrgency);
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = all.filter(one => matches(one, words, phase.value));
    count.textContent = all.length ? t('shown', number(found.length, 6), number(all.length, 6)) : '';
    pages(found.length);
    if (found.length) renew(found.slice(page * PAGE, (page + 1) * PAGE));
    else show(place, all.length ? empty(t('noMatch')) : empty(t('noIncidents'), t('noIncidentsMore')));
  }

  return { view, draw };
}
