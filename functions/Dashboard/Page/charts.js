// Plots, drawn as SVG from the numbers alone. Each says in words what it shows to whoever cannot see it.

import { h, s } from './dom.js';
import { bytes, number, percent, span, t, time } from './words.js';

const WIDTH = 360;
const HEIGHT = 150;
const box = { left: 50, right: 10, top: 12, bottom: 22 };

const shares = new Set(['error_ratio', 'cpu_throttling', 'memory_share']);

/** A value in the unit of its signal. */
export const valueOf = signal => shares.has(signal) ? value => percent(value, 1)
  : signal === 'memory' ? bytes
  : signal === 'latency_p95' ? value => value < 1 ? `${number(value * 1000)} ms` : `${number(value)} s`
  : value => number(value);

function scale(from, to, start, end) {
  const room = to - from || 1;
  return value => start + ((value - from) / room) * (end - start);
}

const path = points => points.map(([x, y], index) => `${index ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** Where points are further apart than usual nothing was measured, and no line pretends otherwise. */
function stretches(points) {
  const gaps = points.slice(1).map((point, index) => point.x - points[index].x).sort((a, b) => a - b);
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 0;
  const parts = [];
  points.forEach((point, index) => {
    if (index === 0 || point.x - points[index - 1].x > usual * 3) parts.push([]);
    parts.at(-1).push(point);
  });
  return parts;
}

function mark(x, name, kind, row) {
  const side = x > WIDTH - 90 ? 'end' : 'start';
  return [
    s('line', { class: `mark ${kind}`, x1: x, x2: x, y1: box.top, y2: HEIGHT - box.bottom }),
    s('text', { class: `label ${kind}`, x: x + (side === 'end' ? -4 : 4), y: box.top + 8 + row * 11, 'text-anchor': side }, name),
  ];
}

function level(y, name, kind) {
  return [
    s('line', { class: `level ${kind}`, x1: box.left, x2: WIDTH - box.right, y1: y, y2: y }),
    s('text', { class: `label ${kind}`, x: WIDTH - box.right, y: y - 3, 'text-anchor': 'end' }, name),
  ];
}

/**
 * One series over time.
 * @param series {signal, points: [{at, value}], usual, limit, changedAt, band: [{at, low, high}]}
 * @param moments [{at, name, kind}] what happened when
 */
export function plot(series, moments = []) {
  const told = valueOf(series.signal);
  const points = series.points.filter(point => Number.isFinite(point.value)).map(point => ({ x: new Date(point.at).getTime(), y: point.value }));
  const band = (series.band ?? []).map(point => ({ x: new Date(point.at).getTime(), low: point.low, high: point.high }));
  const title = t(`signal.${series.signal}`);
  if (points.length + band.length === 0) return null;

  const xs = [...points.map(point => point.x), ...band.map(point => point.x)];
  const levels = [series.usual, series.limit].filter(one => one !== null && one !== undefined);
  const ys = [...points.map(point => point.y), ...band.flatMap(point => [point.low, point.high]), ...levels];
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const top = Math.max(0, ...ys) || 1; // a scale of nothing would be none
  const x = scale(first, last, box.left, WIDTH - box.right);
  const y = scale(Math.min(0, ...ys), top * 1.08, HEIGHT - box.bottom, box.top);
  const shown = [...moments, ...(series.changedAt ? [{ at: series.changedAt, name: t('changedHere'), kind: 'changed' }] : [])]
    .map(one => ({ ...one, x: new Date(one.at).getTime() })).filter(one => one.x >= first && one.x <= last).sort((one, other) => one.x - other.x);
  const latest = points.at(-1);
  const summary = `${title}: ${latest ? told(latest.y) : ''}${series.usual !== null && series.usual !== undefined ? `, ${t('usual')} ${told(series.usual)}` : ''}${series.limit ? `, ${t('limit')} ${told(series.limit)}` : ''}${series.changedAt ? `, ${t('changedHere')} ${time(series.changedAt)}` : ''}`;

  return h('figure', { class: 'plot' },
    h('figcaption', {}, h('span', {}, title), latest ? h('b', {}, told(latest.y)) : null),
    s('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': summary },
      [0, 0.5, 1].map(share => {
        const value = Math.min(0, ...ys) + (top - Math.min(0, ...ys)) * share;
        return [s('line', { class: 'grid', x1: box.left, x2: WIDTH - box.right, y1: y(value), y2: y(value) }), s('text', { class: 'tick', x: box.left - 5, y: y(value) + 3, 'text-anchor': 'end' }, told(value))];
      }),
      s('text', { class: 'tick', x: box.left, y: HEIGHT - 6 }, time(first)),
      s('text', { class: 'tick', x: WIDTH - box.right, y: HEIGHT - 6, 'text-anchor': 'end' }, time(last)),
      band.length ? s('path', { class: 'band', d: `${path(band.map(point => [x(point.x), y(point.high)]))}${path(band.toReversed().map(point => [x(point.x), y(point.low)])).replace('M', 'L')}Z` }) : null,
      series.usual !== null && series.usual !== undefined ? level(y(series.usual), t('usual'), 'usual') : null,
      series.limit ? level(y(series.limit), t('limit'), 'limit') : null,
      stretches(points).map(part => part.length > 1 ? s('path', { class: 'line', d: path(part.map(point => [x(point.x), y(point.y)])) }) : s('circle', { class: 'dot', cx: x(part[0].x), cy: y(part[0].y), r: 2 })),
      shown.map((one, index) => mark(x(one.x), one.name, one.kind, index % 3)),
      latest ? s('circle', { class: 'dot', cx: x(latest.x), cy: y(latest.y), r: 3 }) : null));
}

/** What a simulation found, as shares: it recovers, nothing changes, it gets worse. */
export function shares3(recovers, worsens) {
  const stays = Math.max(0, 1 - recovers - worsens);
  const parts = [['good', recovers, 'recovers'], ['none', stays, 'stays'], ['bad', worsens, 'worsens']];
  let from = 0;
  return h('figure', { class: 'shares' },
    s('svg', { viewBox: '0 0 200 14', preserveAspectRatio: 'none', role: 'img', 'aria-label': parts.map(([, value, name]) => `${t(name)} ${percent(value)}`).join(', ') },
      parts.map(([kind, value]) => {
        const bar = s('rect', { class: kind, x: from * 200, y: 0, width: value * 200, height: 14 });
        from += value;
        return bar;
      })),
    h('figcaption', {}, `${percent(recovers)} · ${percent(worsens)}`));
}

/**
 * The distribution of a time, from its fast tenth over its median to its slow tenth: a lump that is highest at the median and holds eight of ten futures.
 * All candidates share one axis, so that they can be compared.
 */
export function spread(fast, median, slow, longest) {
  const x = scale(0, longest, 4, 196);
  const told = value => span(value * 1000);
  const lump = `M${x(Math.max(0, fast - (median - fast) * 0.6))} 26 Q${x(fast)} 26 ${x((fast + median) / 2)} 12 T${x(median)} 4 Q${x((median + slow) / 2)} 4 ${x(slow)} 20 T${x(Math.min(longest, slow + (slow - median) * 0.8))} 26 Z`;
  return h('figure', { class: 'spread' },
    s('svg', { viewBox: '0 0 200 34', role: 'img', 'aria-label': `${t('within')}: ${told(fast)}, ${told(median)}, ${told(slow)}` },
      s('path', { class: 'band', d: lump }),
      s('line', { class: 'range', x1: x(fast), x2: x(slow), y1: 29, y2: 29 }),
      s('line', { class: 'median', x1: x(median), x2: x(median), y1: 3, y2: 32 })),
    h('figcaption', {}, `${told(fast)} · `, h('b', {}, told(median)), ` · ${told(slow)}`));
}

/** A probability with how sure of it one is; low and high may be missing. */
export function chance(value, low, high) {
  const bounds = low !== undefined && high !== undefined;
  return h('figure', { class: 'chance' },
    s('svg', { viewBox: '0 0 200 12', preserveAspectRatio: 'none', role: 'img', 'aria-label': `${percent(value)}${bounds ? ` (${percent(low)}–${percent(high)})` : ''}` },
      s('rect', { class: 'track', x: 0, y: 4, width: 200, height: 4 }),
      bounds ? s('rect', { class: 'bounds', x: low * 200, y: 1, width: Math.max(1, (high - low) * 200), height: 10 }) : null,
      s('rect', { class: 'value', x: bounds ? Math.max(0, value * 200 - 1.5) : 0, y: bounds ? 0 : 4, width: bounds ? 3 : value * 200, height: bounds ? 12 : 4 })),
    h('figcaption', {}, bounds ? `${percent(value)} (${percent(low)}–${percent(high)})` : percent(value, value > 0.995 || value < 0.005 ? 1 : 0)));
}

/** How much of a budget is spent. */
export const meter = (spent, limit) => h('figure', { class: `meter${spent >= limit ? ' full' : ''}` },
  s('svg', { viewBox: '0 0 200 6', preserveAspectRatio: 'none', role: 'img', 'aria-label': t('spent', spent, limit) },
    s('rect', { class: 'track', x: 0, y: 0, width: 200, height: 6 }), s('rect', { class: 'value', x: 0, y: 0, width: limit > 0 ? Math.min(1, spent / limit) * 200 : 200, height: 6 })),
  h('figcaption', {}, t('spent', number(spent, 6), number(limit, 6))));
