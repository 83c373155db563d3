// What has ended, from the record in the clusters: every episode, for as long as it is kept. What has ended a moment ago is laid over it as soon as it is known.

import { get } from './api.js';
import { h, link, part } from './dom.js';
import { incidentRow, matches } from './list.js';
import { follow, hurry, state } from './live.js';
import { empty, isOver, loading, problem } from './parts.js';
import { number, t } from './words.js';

const PAGE = 50;
const outcomes = ['Healed', 'RecoveredAlone', 'HandedOver', 'Broken'];

/** The day as the reader's clock has it: its beginning, or its end. */
const moment = (day, more) => {
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + more);
  return at.toISOString();
};

export function historyView() {
  let page = 0;
  let found = null;
  let asked = null;
  let late = null;
  const renew = () => { page = 0; ask(); };
  const words = h('input', { type: 'search', id: 'filter', placeholder: t('filter'), 'aria-label': t('filter'), maxlength: 200, oninput: () => { clearTimeout(late); late = setTimeout(renew, 250); } });
  const outcome = h('select', { id: 'outcome', 'aria-label': t('outcome'), onchange: renew }, h('option', { value: '' }, t('anyOutcome')), outcomes.map(one => h('option', { value: one }, t(`outcome.${one}`))));
  const day = (id, name) => h('input', { type: 'date', id, 'aria-label': t(name), title: t(name), onchange: renew });
  const [since, until] = [day('since', 'endedSince'), day('until', 'endedUntil')];
  const labelled = (name, input) => h('span', { class: 'day' }, h('label', { for: input.id }, t(name)), input);
  const count = h('span', { class: 'count', id: 'count' });

  const question = () => {
    const query = new URLSearchParams({ skip: page * PAGE, limit: PAGE });
    if (words.value.trim()) query.set('words', words.value.trim());
    if (outcome.value) query.set('outcome', outcome.value);
    if (since.value) query.set('since', moment(since.value, 0));
    if (until.value) query.set('until', moment(until.value, 1));
    return `api/history?${query}`;
  };

  const ended = () => (state.incidents ?? []).filter(one => isOver(one.phase));
  const live = new Map();

  /** Where the durable instance is still about that episode, all of it can be looked at; of an older one there is its report. */
  const past = one => {
    const now = live.get(one.recordName);
    return now ?? { ...one, phase: null, updatedAt: one.endedAt, path: ['report', one.workload.cluster, one.workload.namespace, one.recordName] };
  };

  /** What the durable instances know and the record does not tell yet belongs before what is older. */
  function merged() {
    const { items, total } = found;
    if (page > 0) return items.map(past);
    const names = new Set(items.map(one => one.recordName));
    const isAll = total <= PAGE;
    const search = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fresh = ended().filter(one => !names.has(one.recordName)
      && matches(one, search, '') && (!outcome.value || one.outcome === outcome.value)
      && (!since.value || one.updatedAt >= moment(since.value, 0)) && (!until.value || new Date(one.updatedAt) < new Date(moment(until.value, 1)))
      && (isAll || new Date(one.updatedAt) > new Date(items.at(-1).endedAt)));
    return [...fresh, ...items.map(past)].sort((one, other) => new Date(other.updatedAt) - new Date(one.updatedAt));
  }

  const place = part(h('div', {}), (rows, problems, total, at) => {
    if (rows === null) return loading();
    const last = Math.max(0, Math.ceil(total / PAGE) - 1);
    const button = (name, target) => h('button', { type: 'button', data: { key: name }, disabled: target < 0 || target > last, onclick: () => { page = target; ask(); } }, t(name));
    return [
      problems.map(problem),
      rows.length ? h('ol', { class: 'incidents' }, rows.map(one => h('li', {}, incidentRow(one)))) : empty(t(isAsked() ? 'noMatch' : 'noHistory')),
      last > 0 ? h('nav', { class: 'pager', 'aria-label': t('page', '', '') }, button('previous', at - 1), h('span', {}, t('page', number(at + 1, 6), number(last + 1, 6))), button('next', at + 1)) : null,
    ];
  });
  const isAsked = () => Boolean(words.value.trim() || outcome.value || since.value || until.value);

  function draw() {
    live.clear();
    for (const one of ended()) live.set(one.recordName, one);
    if (!found) return void place.update(null, [], 0, 0);
    const rows = merged();
    count.textContent = t('found', number(Math.max(found.total, rows.length), 6));
    place.update(rows, found.problems, found.total, page);
  }

  function ask() {
    asked = null;
    hurry();
  }

  /** The record is read when something else is asked, or something has ended: it is large, and changes with nothing else. */
  async function read() {
    const path = question();
    const now = `${path} ${ended().map(one => `${one.recordName}@${one.updatedAt}`).join(' ')}`;
    if (now === asked) return;
    try {
      const answer = await get(path);
      if (path !== question()) return;
      [found, asked] = [answer, now];
    } catch (failed) {
      // What the durable instances know is shown all the same.
      found ??= { items: [], total: 0, problems: [] };
      draw();
      throw failed;
    }
    draw();
  }

  follow('history', read);
  draw();
  return {
    view: h('div', {}, h('h1', {}, t('history')), h('p', { class: 'note' }, t('historyNote'), ' ', link(['digest'], {}, t('digest'))),
      h('div', { class: 'bar' }, words, outcome, labelled('from', since), labelled('to', until), count), place.element),
    draw,
  };
}
