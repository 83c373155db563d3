// What a language model said of an incident: a stranger's words, shown as such. It never authorises anything, and the card says so.

import { chance } from './charts.js';
import { h } from './dom.js';
import { card, chip, facts, problem } from './parts.js';
import { moment, number, percent, t } from './words.js';

const lines = (title, texts, kind) => texts?.length ? [h('h3', {}, title), h('ul', { class: kind }, texts.map(text => h('li', {}, text)))] : null;
const about = one => one ? `${one.kind ?? ''} ${one.namespace ? `${one.namespace}/` : ''}${one.name ?? ''}`.trim() : '';

const cause = one => h('li', {}, h('b', {}, one.cause), ' ', h('small', {}, [percent(one.confidence ?? 0), about(one.object)].filter(Boolean).join(' · ')), one.why ? h('p', {}, one.why) : null);

const action = one => h('li', {}, h('b', {}, one.name ?? one.action), one.description ? h('p', {}, one.description) : null);

const trust = one => one ? (one.unread ? one.unread : one.cases ? t('adviceRight', number(one.right, 6), number(one.cases, 6)) : t('adviceUntried')) : null;

export function adviceCard(diagnosis) {
  const advice = diagnosis?.advice;
  if (!advice) return null;
  const model = `${advice.provider ?? ''} ${advice.model ?? ''}`.trim();
  const box = card(t('advice'),
    h('p', {}, chip('advice', 'only', t('adviceOnly')), ' ', h('span', { class: 'note' }, t('adviceNote'))),
    advice.isAnswered ? null : problem(t('adviceRefused', advice.reason ?? '', advice.told ?? '')),
    advice.analysis ? h('blockquote', {}, advice.analysis) : null,
    advice.isAnswered ? [h('h3', {}, t('adviceConfidence')), chance(advice.confidence ?? 0)] : null,
    advice.causes?.length ? [h('h3', {}, t('adviceCauses')), h('ul', {}, advice.causes.map(cause))] : null,
    lines(t('adviceRecommends'), advice.recommendations),
    advice.suggestedActions?.length ? [h('h3', {}, t('adviceActions')), h('ul', {}, advice.suggestedActions.map(action))] : null,
    lines(t('adviceActionsRefused'), advice.refusedActions, 'refused'),
    facts([[t('adviceModel'), model], [t('adviceTrust'), trust(advice.trust)], [t('adviceWeight'), advice.trust?.weight ? `× ${number(advice.trust.weight)}` : null], [t('age'), advice.generatedAt ? moment(advice.generatedAt) : null]]));
  box.classList.add('advice');
  return box;
}
