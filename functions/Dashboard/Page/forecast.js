// The forecast of a workload's load, where this system makes one: the median of what is expected, and up to where nine of ten values stay.

import { plot } from './charts.js';
import { h } from './dom.js';
import { t } from './words.js';

const seconds = step => step.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

export function forecastPlot(answer) {
  const bands = answer?.forecast?.bands ?? [];
  const [median, high] = [bands[0]?.values ?? [], bands.at(-1)?.values ?? []];
  if (median.length === 0) return null;
  const at = index => new Date(new Date(answer.at).getTime() + (index + 1) * seconds(answer.forecast.step) * 1000).toISOString();
  const drawn = plot({
    signal: 'request_rate',
    points: median.map((value, index) => ({ at: at(index), value })),
    band: high.map((value, index) => ({ at: at(index), low: median[index], high: value })),
  });
  return drawn && [h('h3', {}, t('forecast')), h('p', { class: 'note' }, t('forecastNote'), answer.reason ? ` ${answer.reason}` : ''), h('div', { class: 'plots' }, drawn)];
}
