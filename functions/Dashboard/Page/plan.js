// The plan: what exactly would change, how it was judged, what else was weighed, and what became of earlier attempts.

import { chance, shares3, spread } from './charts.js';
import { h } from './dom.js';
import { card, chip, empty, facts, loading, problem, table } from './parts.js';
import { moment, number, percent, t } from './words.js';

/** `object: field: "old" -> "new"`, drawn as what goes and what comes; any other line as it is. */
export function diff(lines) {
  return h('div', { class: 'diff' }, lines.map(line => {
    const found = line.match(/^([^:]+: [^\s:]+): (.*?) -> (.*)$/s);
    return found
      ? [h('div', { class: 'path' }, found[1]), h('div', { class: 'gone' }, h('span', { class: 'unseen' }, `${t('before')} `), found[2]), h('div', { class: 'come' }, h('span', { class: 'unseen' }, `${t('after')} `), found[3])]
      : h('div', { class: 'path' }, line);
  }));
}

const newest = plans => plans?.items.at(-1);

const step = one => h('li', {},
  h('b', {}, one.action), ' ', h('code', {}, one.target), ' ', chip('state', one.state),
  one.reason ? h('p', {}, one.reason) : null,
  one.diff ? diff(one.diff.split('\n')) : null);

export function planCard(status, plans) {
  const plan = status.plan;
  if (!plan) return card(t('plan'), empty(t('noPlan')));
  const record = newest(plans);
  const [verdict, ...reason] = plan.verdict.split(': ');
  const pods = record?.spec?.candidates?.[0]?.simulation?.podsStarted;
  return card(t('plan'),
    h('p', { class: 'strategy' }, plan.strategy),
    plan.forecast ? h('p', { class: 'note' }, plan.forecast) : null,
    h('h3', {}, t('change')), plan.diff.length ? diff(plan.diff) : h('p', { class: 'note' }, '—'),
    h('h3', {}, t('steps')), h('ol', { class: 'steps' }, record?.status?.steps ? record.status.steps.map(step) : plan.steps.map(one => h('li', {}, one))),
    h('h3', {}, t('blast')),
    h('ul', { class: 'touched' }, (record?.spec?.actions ?? []).map(action => h('li', {}, h('code', {}, `${action.target.kind} ${action.target.namespace ?? ''}/${action.target.name}`), ` · ${action.type}`)),
      pods ? h('li', {}, t('pods', number(pods))) : null, h('li', {}, t('planRisk', percent(plan.risk, 1)))),
    plan.verdict ? [h('h3', {}, t('review')), h('p', {}, chip('verdict', verdict, verdict), ' ', reason.join(': '))] : null,
    plan.approvers > 1 ? h('p', {}, t('approvers', number(plan.approvers))) : null,
    record?.status?.review?.decisions ? [h('h3', {}, t('decisions')), h('ul', {}, record.status.review.decisions.map(one => h('li', {}, one)))] : null,
    h('p', { class: 'note' }, h('code', {}, plan.id), plan.hash ? [' · ', h('code', {}, plan.hash)] : null),
    plans?.problem ? problem(plans.problem) : null);
}

export function candidates(plans) {
  if (!plans) return card(t('candidates'), loading());
  const weighed = newest(plans)?.spec?.candidates ?? [];
  if (weighed.length === 0) return null;
  const longest = Math.max(1, ...weighed.map(one => (one.simulation?.slowSeconds ?? 0) * 1.25));
  const iterations = weighed.find(one => one.simulation)?.simulation.iterations;
  const rows = weighed.map((one, index) => [
    h('span', {}, h('b', {}, one.action), h('small', {}, one.target), index === 0 && !one.rejected ? chip('state', 'Completed', t('chosen')) : null,
      one.rejected ? h('small', { class: 'bad' }, `${t('rejected')}: ${one.rejected}`) : null),
    one.chance ? h('span', { title: one.chance.from }, chance(one.chance.expected, one.chance.low, one.chance.high)) : '—',
    one.simulation ? shares3(one.simulation.recovers, one.simulation.worsens) : '—',
    one.simulation?.medianSeconds !== undefined ? spread(one.simulation.fastSeconds, one.simulation.medianSeconds, one.simulation.slowSeconds, longest) : '—',
    one.simulation ? t('lostOf', number(one.simulation.lostMinutes, 1), number(one.simulation.lostMinutesOtherwise, 1)) : '—',
    one.score.toFixed(2),
  ]);
  return card(t('candidates'), iterations ? h('p', { class: 'note' }, t('candidatesNote', number(iterations, 6))) : null,
    table([t('action'), t('chance'), `${t('recovers')} · ${t('worsens')}`, t('within'), t('lost'), t('score')], rows));
}

/** Attempts before the one on the table. */
export function attempts(plans) {
  const before = plans?.items.slice(0, -1) ?? [];
  if (before.length === 0) return null;
  return card(t('attempts'), before.map(plan => h('details', { data: { key: `attempt-${plan.name}` } },
    h('summary', {}, `${t('attempt', plan.spec.attempt)} · ${plan.spec.strategy} `, chip('state', plan.status?.state ?? 'Pending')),
    facts([[t('verdict'), plan.status?.verdict], [t('review'), plan.status?.review?.reason], [t('outcome'), plan.status?.result], [t('age'), plan.status?.completedAt ? moment(plan.status.completedAt) : null]]),
    h('ol', { class: 'steps' }, (plan.status?.steps ?? []).map(step)))));
}
