// What stands beside the incidents: signals, policies, and what holds the system back.

import { get } from './api.js';
import { chance, meter } from './charts.js';
import { h, link, part } from './dom.js';
import { follow, state } from './live.js';
import { age, card, chip, empty, facts, loading, problem, table } from './parts.js';
import { percent, shortMoment, span, t, time } from './words.js';

/** A view of what each cluster answers: it is asked for at the system's pace, and a cluster that is silent has its line. */
function clusterView(title, path, draw) {
  let pages = null;
  const place = part(h('div', {}), shown => shown ? [shown.filter(page => page.problem).map(page => problem(t('silent', page.cluster, page.problem))), draw(shown)] : loading());
  place.update(null);
  follow(path, async () => {
    pages = await get(path);
    place.update(pages);
  });
  return { view: h('div', {}, h('h1', {}, title), place.element), draw() {} };
}

const all = pages => pages.flatMap(page => page.items.map(item => ({ ...item, cluster: page.cluster })));
const about = one => one ? `${one.kind ?? ''} ${one.namespace ? `${one.namespace}/` : ''}${one.name ?? ''}`.trim() : '—';

/** Whose incident a signal belongs to: an Issue's name begins with its instance's id. */
const issueLink = name => link(['incident', name.replace(/-\d+$/, '')], {}, name);

export const signalsView = () => clusterView(t('signals'), 'api/anomalies', pages => {
  const rows = all(pages).map(({ spec, status, createdAt }) => [
    age(spec?.detectedAt ?? createdAt, 'ago'),
    h('span', {}, h('b', {}, spec?.signalType ?? '—'), h('small', {}, spec?.source ?? '')),
    chip('severity', spec?.severity === 'warning' ? 'medium' : spec?.severity === 'info' ? 'low' : spec?.severity ?? 'low', spec?.severity ?? '—'),
    about(spec?.resource),
    h('span', { class: 'prose' }, spec?.description ?? '', spec?.reason ? h('small', {}, spec.reason) : null),
    status?.issueRef?.name ? issueLink(status.issueRef.name) : h('small', {}, t('quarantined')),
  ]);
  return rows.length ? table([t('detected'), t('signal'), t('severity'), t('about'), t('cause'), t('incident')], rows) : empty(t('noSignals'));
});

function policy({ kind, namespace, name, cluster, spec, status }) {
  const ready = status?.conditions?.find(one => one.type === 'Ready') ?? status?.conditions?.[0];
  const last = status?.lastHealing ?? status?.lastRollback;
  return h('section', { class: 'card policy' },
    h('h2', {}, name, h('small', {}, `${kind} · ${namespace} · ${cluster}`)),
    ready ? h('p', {}, chip('result', ready.status === 'True' ? 'good' : 'none', ready.reason ?? t(ready.status === 'True' ? 'ready' : 'notReady')), ' ', ready.message ?? '') : null,
    facts([
      [t('target'), about(spec?.targetRef)],
      [t('lastEvaluation'), status?.lastEvaluation ? age(status.lastEvaluation, 'ago') : t('never')],
      [t('lastAction'), last ? shortMoment(last) : t('never')],
      status?.attempts ? [t('attempts'), t('healings', status.attempts)] : null,
    ]),
    status?.currentProbability !== undefined && status.currentProbability !== null
      ? [h('h3', {}, t('probability')), chance(status.currentProbability, status.lowerBound ?? undefined, status.upperBound ?? undefined), spec?.probabilityThreshold ? h('p', { class: 'note' }, `${t('threshold')} ${percent(spec.probabilityThreshold)}`) : null]
      : null,
    status?.currentMetrics?.length ? h('ul', { class: 'criteria' }, status.currentMetrics.map(metric => h('li', { data: { result: metric.firing ? 'bad' : metric.value ? 'good' : 'none' } },
      h('b', {}, metric.name), ' ', metric.value ?? '', metric.firing ? [' ', chip('result', 'bad', t('firing'))] : null, metric.message ? h('p', {}, metric.message) : null))) : null);
}

export const policiesView = () => clusterView(t('policies'), 'api/policies', pages => {
  const found = all(pages);
  return found.length ? h('div', { class: 'cards' }, found.map(policy)) : empty(t('noPolicies'));
});

function clusterCard(one, windowSeconds) {
  if (!one.answers) return h('section', { class: 'card' }, h('h2', {}, one.cluster), chip('result', 'bad', t('answersNot')), problem(one.detail));
  return h('section', { class: 'card' },
    h('h2', {}, one.cluster, h('small', {}, one.detail)),
    chip('result', 'good', t('answers')),
    h('h3', {}, t('killSwitch')), h('p', {}, chip('result', one.isStopped ? 'bad' : 'good', t(one.isStopped ? 'stopped' : 'running')), ' ', h('small', {}, one.switch)),
    h('h3', {}, t('breaker')), h('p', {}, chip('result', one.breaker === 'Closed' ? 'good' : 'bad', one.breaker), ' ', t(`breaker.${one.breaker}`, one.brokenAt ? time(one.brokenAt) : '')),
    h('h3', {}, t('budgets', span(windowSeconds * 1000))), facts(one.budgets.map(line => [t(`budget.${line.scope}`, line.namespace), meter(line.spent, line.limit)])),
    h('h3', {}, t('locks')), one.locks.length ? h('ul', {}, one.locks.map(lock => h('li', {}, h('code', {}, lock.what), ' ', h('small', {}, t('lockUntil', lock.holder, time(lock.until)))))) : h('p', { class: 'note' }, t('noLocks')));
}

export function controlView() {
  const place = part(h('div', {}), control => control ? [
    control.problems.length ? card(t('settingsProblems'), h('ul', {}, control.problems.map(one => h('li', {}, one)))) : null,
    h('div', { class: 'cards' }, control.clusters.map(one => clusterCard(one, control.budgetWindowSeconds))),
  ] : loading());
  const draw = () => {
    if (!state.control) return place.update(null);
    const { at, ...shown } = state.control;
    place.update(shown);
  };
  draw();
  follow('control', null);
  return { view: h('div', {}, h('h1', {}, t('control')), place.element), draw };
}
