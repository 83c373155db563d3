// One incident in full: what is wrong, why, what is planned, what was weighed, what was done, and how the numbers took it.

import { find, get, incidentPath } from './api.js';
import { approve, reject, retry, snooze, undo } from './dialogs.js';
import { announce, h, link, part, show } from './dom.js';
import { follow, state } from './live.js';
import { age, card, chip, empty, facts, incidentLink, isOver, loading, problem, workload } from './parts.js';
import { plot } from './charts.js';
import { attempts, candidates, planCard } from './plan.js';
import { adviceCard } from './advice.js';
import { causes } from './causes.js';
import { forecastPlot } from './forecast.js';
import { moment, span, t, time } from './words.js';

const road = ['Detected', 'Analyzing', 'Planning', 'AwaitingApproval', 'Remediating', 'Verifying'];

function rail(status) {
  const over = isOver(status.phase);
  const visited = new Set(status.timeline.map(entry => entry.phase));
  const at = road.indexOf(status.phase);
  const steps = [...road.filter(phase => phase !== 'AwaitingApproval' || visited.has(phase) || status.phase === phase), over ? status.phase : 'Resolved'];
  return h('ol', { class: 'rail', 'aria-label': t('phase') }, steps.map(phase => h('li', {
    data: { step: phase === status.phase ? 'now' : (over && visited.has(phase)) || (!over && road.indexOf(phase) >= 0 && road.indexOf(phase) < at) ? 'past' : 'ahead', value: phase },
    'aria-current': phase === status.phase ? 'step' : null,
  }, t(`phase.${phase}`))));
}

function buttons(incident) {
  const { phase, plan } = incident.status;
  const button = (name, act, kind) => h('button', { type: 'button', class: kind, data: { key: name }, onclick: () => act(incident) }, t(name));
  return h('div', { class: 'buttons' },
    phase === 'AwaitingApproval' && plan ? [button('approve', approve, 'good'), button('reject', reject, 'bad')] : null,
    phase === 'Verifying' && plan ? button('undo', undo, 'bad') : null,
    phase === 'Escalated' || phase === 'Failed' ? button('retry', retry, 'main') : null,
    isOver(phase) ? null : button('snooze', snooze),
    link(['report', incident.summary.id], { class: 'button', data: { key: 'report' } }, t('report')));
}

const head = incident => {
  const { summary, status, outcome } = incident;
  return h('header', { class: 'incident-head', data: { severity: summary.severity } },
    h('div', { class: 'title' },
      h('h1', {}, summary.workload.name),
      h('p', { class: 'note' }, `${summary.workload.kind} · ${summary.workload.namespace} · ${summary.workload.cluster} · ${summary.recordName}`)),
    h('p', { class: 'headline' }, status.headline ?? t('diagnosing')),
    h('p', { class: 'chips' },
      chip('severity', summary.severity), outcome ? chip('outcome', outcome.kind) : chip('phase', status.phase),
      h('span', { class: 'chip' }, `${t('risk')} ${summary.risk}`),
      summary.attempt ? h('span', { class: 'chip' }, t('attempt', summary.attempt)) : null,
      h('span', { class: 'chip' }, summary.alerts === 1 ? t('oneAlert') : t('alerts', summary.alerts)),
      status.mode ? h('span', { class: 'chip' }, t(`mode.${status.mode}`)) : null,
      summary.flapping ? h('span', { class: 'chip', data: { kind: 'severity', value: 'medium' } }, summary.flapping) : null,
      status.heldUntil ? h('span', { class: 'chip' }, t('held', time(status.heldUntil))) : null,
      age(summary.openedAt, 'opened'),
      outcome ? h('span', {}, t('took', span(new Date(outcome.closedAt) - new Date(outcome.openedAt)))) : null),
    rail(status),
    buttons(incident));
};

const timeline = status => card(t('timeline'), h('ol', { class: 'timeline' }, status.timeline.toReversed().map(entry =>
  h('li', { data: { phase: entry.phase } }, h('time', { datetime: entry.at, title: moment(entry.at) }, time(entry.at)), chip('phase', entry.phase), h('p', {}, entry.message)))));

function related(status) {
  const { parent, role, children, childrenInAll } = status.kinship;
  if (!parent && !childrenInAll) return null;
  const line = one => h('li', {}, incidentLink(one), one.why ? h('span', { class: 'note' }, ` ${one.why}`) : null);
  return card(t('related'),
    parent && role === 'Child' ? [h('h3', {}, t('root')), h('ul', {}, line(parent))] : null,
    children.length ? [h('h3', {}, t('children')), h('ul', {}, children.map(line), childrenInAll > children.length ? h('li', {}, `+ ${childrenInAll - children.length}`) : null)] : null);
}

const results = { Good: 'good', Bad: 'bad', Worse: 'bad', Refuted: 'bad' };

/** "errors: Bad, 12 % of 300 requests failed": the criterion, its result, and the numbers behind it. */
function measurements(status) {
  if (status.measurements.length === 0) return null;
  return card(t('measurements'), h('ul', { class: 'criteria' }, status.measurements.map(line => {
    const [, name, result, detail] = line.match(/^([^:]+): (\w+), ([\s\S]*)$/) ?? [null, '', '', line];
    return h('li', { data: { result: results[result] ?? 'none' } }, h('b', {}, name), ' ', h('span', { class: 'chip', data: { kind: 'result', value: results[result] ?? 'none' } }, result), h('p', {}, detail));
  })));
}

const outcomeCard = incident => {
  const { outcome, failure } = incident;
  if (!outcome && !failure) return null;
  return card(t('outcome'), outcome
    ? [h('p', {}, outcome.reason), facts([[t('verdict'), t(`outcome.${outcome.kind}`)], [t('attempts'), outcome.attempts], [t('age'), moment(outcome.closedAt)], outcome.root ? [t('root'), incidentLink(outcome.root)] : null])]
    : problem(failure));
};

function plots(incident, series, forecast) {
  if (!series) return card(t('series'), loading());
  const moments = [{ at: incident.summary.openedAt, name: t('openedHere'), kind: 'opened' },
    ...incident.status.timeline.filter((entry, index, all) => entry.phase === 'Remediating' && all[index - 1]?.phase !== 'Remediating').map(entry => ({ at: entry.at, name: t('acted'), kind: 'acted' }))];
  const drawn = series.series.map(one => plot(one, moments)).filter(Boolean);
  return card(t('series'),
    drawn.length ? h('div', { class: 'plots' }, drawn) : empty(t('noSeries')),
    forecastPlot(forecast),
    series.gaps.map(problem));
}

/** What belongs to the incident and is kept elsewhere; a part that cannot be read now says so and keeps what was known. */
const parts = { diagnosis: '/diagnosis', plans: '/plans', series: '/series' };

export function incidentView(id) {
  const known = { incident: null, missing: false, diagnosis: null, plans: null, series: null, forecast: undefined };
  const view = h('article', { class: 'incident-view' });
  const place = name => part(h('div', {}), draws[name]);
  const draws = {
    head: incident => head(incident),
    outcome: incident => outcomeCard(incident),
    plan: (status, plans) => planCard(status, plans),
    candidates: plans => candidates(plans),
    causes: (status, diagnosis) => causes(status, diagnosis),
    advice: diagnosis => adviceCard(diagnosis),
    measurements: status => measurements(status),
    plots: (incident, series, forecast) => plots(incident, series, forecast),
    attempts: plans => attempts(plans),
    related: status => related(status),
    timeline: status => timeline(status),
  };
  const places = Object.fromEntries(Object.keys(draws).map(name => [name, place(name)]));
  const back = link(['incidents'], { class: 'back' }, `← ${t('back')}`);
  show(view, back, loading());
  let built = false;
  let phase = null;

  function build() {
    show(view, back, places.head.element, h('div', { class: 'columns' },
      h('div', {}, ['outcome', 'plan', 'candidates', 'causes', 'advice'].map(name => places[name].element)),
      h('div', {}, ['measurements', 'plots', 'attempts', 'related', 'timeline'].map(name => places[name].element))));
    built = true;
  }

  function draw() {
    const { incident, plans, diagnosis, series, forecast } = known;
    if (known.missing) return void show(view, back, empty(t('notFound'), id));
    if (!incident) return;
    if (!built) build();
    // Ages go on by themselves; what only they would change is not drawn again.
    const { links, ...shown } = incident;
    const status = incident.status;
    places.head.update(shown);
    places.outcome.update(shown);
    places.plan.update(status, plans);
    places.candidates.update(plans);
    places.causes.update(status, diagnosis);
    places.advice.update(diagnosis);
    places.measurements.update(status);
    places.plots.update({ summary: shown.summary, status: { timeline: status.timeline } }, series, forecast);
    places.attempts.update(plans);
    places.related.update(status);
    places.timeline.update(status);
    if (phase && phase !== status.phase) announce(`${workload(shown.summary.workload)}: ${t(`phase.${status.phase}`)}`);
    phase = status.phase;
  }

  /** Each part is shown as it comes: a slow one keeps the reader from none of the others. */
  async function more() {
    const asked = await Promise.allSettled([...Object.entries(parts).map(async ([name, path]) => {
      known[name] = await find(incidentPath(id, path)) ?? known[name];
      draw();
    }), readForecast().then(draw)]);
    const failed = asked.find(one => one.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Where nobody makes a forecast of the workload, nobody is asked for it again. */
  async function readForecast() {
    const one = known.incident?.summary.workload;
    if (one && known.forecast !== null) known.forecast = await find(`api/forecasts/${encodeURIComponent(one.namespace)}/${encodeURIComponent(one.name)}`);
  }

  async function refresh() {
    const incident = await find(incidentPath(id));
    known.missing = incident === null;
    known.incident = incident;
    draw();
    if (incident) await more();
  }

  follow('incident', refresh);
  let seen = null;
  return {
    view,
    title: () => known.incident?.summary.workload.name ?? id,
    /** The list is read every second; when it says that this incident has moved, it is read again at once. */
    async draw() {
      const listed = state.incidents?.find(one => one.id === id);
      const moved = listed && seen !== null && seen !== listed.updatedAt;
      seen = listed?.updatedAt ?? seen;
      if (!moved) return;
      known.incident = await get(incidentPath(id));
      draw();
      await more();
    },
  };
}
