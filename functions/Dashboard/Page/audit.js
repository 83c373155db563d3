// Who had what changed, and when: the record as it is kept, with the verdict whether its chain is whole. It is read by whom the system lets; a refusal is told in its place.

import { get, Refusal } from './api.js';
import { h, part } from './dom.js';
import { follow, hurry } from './live.js';
import { card, chip, empty, incidentLink, loading, problem, table } from './parts.js';
import { moment, number, shortMoment, t } from './words.js';

const PAGE = 50;

const stages = { asked: 'auditAsked', answered: 'auditAnswered' };

const row = ({ number: no, at, entry }) => [
  h('code', {}, no),
  h('time', { datetime: at, title: moment(at) }, shortMoment(at)),
  h('span', {}, h('b', {}, entry.who), h('small', {}, [entry.roles, entry.way].filter(Boolean).join(' · '))),
  h('span', {}, entry.function, h('small', {}, stages[entry.stage] ? t(stages[entry.stage]) : entry.stage)),
  entry.target ? incidentLink({ id: entry.target }, entry.target) : '—',
  h('span', { class: 'prose' }, entry.said),
  entry.status ? chip('result', entry.status < 400 ? 'good' : 'bad', `${entry.status}`) : '—',
];

const verdict = ({ isWhole, verdict: { first, last, problems, unanswered } }) => card(t('auditVerdict'),
  h('p', {}, chip('result', isWhole ? 'good' : 'bad', t(isWhole ? 'auditWhole' : 'auditBroken')), ' ',
    last.number ? t('auditSpan', number(first, 12), number(last.number, 12)) : t('auditNone')),
  last.hash ? h('p', { class: 'note' }, `${t('auditEnd')} `, h('code', {}, `${last.number}:${last.hash}`)) : null,
  problems.map(problem),
  unanswered.length ? [h('h3', {}, t('auditUnanswered')), h('ul', {}, unanswered.map(one => h('li', {}, one)))] : null);

export function auditView() {
  const starts = [null];
  let shown = null;
  const place = part(h('div', {}), (answer, refused, page) => {
    if (refused) return problem(refused);
    if (!answer) return loading();
    const { records, total } = answer;
    const button = (name, isOn, act) => h('button', { type: 'button', data: { key: name }, disabled: !isOn, onclick: act }, t(name));
    const last = Math.max(1, Math.ceil(total / PAGE));
    return [
      verdict(answer),
      records.length ? table([t('auditNumber'), t('auditWhen'), t('auditWho'), t('auditWhat'), t('incident'), t('auditSaid'), t('auditStatus')], records.map(row)) : empty(t('auditNone')),
      last > 1 ? h('nav', { class: 'pager', 'aria-label': t('page', '', '') },
        button('previous', page > 1, () => { starts.pop(); hurry(); }), h('span', {}, t('page', page, last)),
        button('next', page < last && records.length === PAGE, () => { starts.push(records.at(-1).number); hurry(); })) : null,
    ];
  });
  place.update(null, null, 1);

  follow('audit', async () => {
    const before = starts.at(-1);
    try {
      shown = await get(`api/audit?limit=${PAGE}${before ? `&before=${before}` : ''}`);
      place.update(shown, null, starts.length);
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      place.update(null, refused.message, starts.length);
    }
  });
  return { view: h('div', {}, h('h1', {}, t('audit')), h('p', { class: 'note' }, t('auditNote')), place.element), draw() {} };
}
