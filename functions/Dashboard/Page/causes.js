// Why it is thought to be so: the causes by their probability, with what speaks for and against each.

import { chance } from './charts.js';
import { h } from './dom.js';
import { card, empty } from './parts.js';
import { moment, t, time } from './words.js';

const objectName = one => `${one.kind} ${one.namespace ? `${one.namespace}/` : ''}${one.name}`;

const clue = one => h('li', { data: { speaks: one.speaks } },
  h('span', { class: 'unseen' }, `${t(one.speaks === 'for' ? 'speaksFor' : 'speaksAgainst')}: `),
  h('span', {}, one.text), h('b', { class: 'weight' }, one.weight),
  one.object || one.field || one.at ? h('small', {},
    [one.object ? objectName(one.object) : null, one.field ?? null].filter(Boolean).join(' · '),
    one.at ? [' ', h('time', { datetime: one.at, title: moment(one.at) }, time(one.at))] : null) : null);

const lines = (title, texts) => texts?.length ? [h('h4', {}, title), h('ul', {}, texts.map(text => h('li', {}, text)))] : null;

const hypothesis = (one, index) => h('details', { class: 'cause', open: index === 0, data: { key: `cause-${one.cause}-${index}` } },
  h('summary', {}, h('span', {}, h('b', {}, one.cause), ' ', one.headline), chance(one.probability)),
  one.object ? h('p', { class: 'note' }, objectName(one.object)) : null,
  one.clues?.length ? h('ul', { class: 'clues' }, one.clues.map(clue)) : null,
  lines(t('chain'), one.chain), lines(t('wouldChange'), one.wouldChange));

export function causes(status, diagnosis) {
  const ranked = diagnosis?.causes ?? status.causes;
  if (ranked.length === 0) return card(t('causes'), empty(t('diagnosing')));
  return card(t('causes'),
    diagnosis?.reason ? h('p', {}, diagnosis.reason) : null,
    diagnosis && !diagnosis.causes?.some(one => one.clues) ? h('p', { class: 'note' }, t('noEvidence')) : null,
    ranked.map(hypothesis));
}
