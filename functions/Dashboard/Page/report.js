// A report as it is kept. Its Markdown is the system's own (headings, sentences, lists, tables, escapes); each line becomes an element, and what is in it text.

import { find, getText, incidentPath } from './api.js';
import { h, link, show } from './dom.js';
import { follow } from './live.js';
import { empty, loading, table } from './parts.js';
import { t } from './words.js';

const plain = text => text.replace(/\\(.)/g, '$1');

/** The cells of "| one | two |": a bar that is escaped divides nothing. */
const cells = line => line.replace(/^\| ?/, '').replace(/ ?\|$/, '').split(/(?<!\\)\|/).map(cell => plain(cell.trim()));

export function markdown(text) {
  const shown = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, mark, rest] = lines[at].match(/^(#{1,2} |- |\| ?)?([\s\S]*)$/);
    const block = start => {
      const first = at;
      while (at + 1 < lines.length && lines[at + 1].startsWith(start)) at++;
      return lines.slice(first, at + 1);
    };
    if (mark === '# ') shown.push(h('h1', {}, plain(rest)));
    else if (mark === '## ') shown.push(h('h2', {}, plain(rest)));
    else if (mark === '- ') shown.push(h('ul', {}, block('- ').map(line => h('li', {}, plain(line.slice(2))))));
    else if (mark) {
      const [heads, , ...rows] = block('|').map(cells);
      shown.push(table(heads, rows));
    } else if (rest.trim()) shown.push(h('p', {}, plain(rest)));
  }
  return shown;
}

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  h('a', { href: address, download: `${name}.md` }).click();
  URL.revokeObjectURL(address);
}

function view(name, path, back) {
  const place = h('div', {}, loading());
  let last = null;
  follow('report', async () => {
    const text = await find(path, getText);
    if (text === last && last !== null) return;
    last = text;
    show(place, text === null ? empty(t('noReport')) : [
      h('div', { class: 'buttons' }, h('button', { type: 'button', data: { key: 'download' }, onclick: () => download(name, text) }, t('download'))),
      h('article', { class: 'card report' }, markdown(text)),
    ]);
  });
  return { view: h('div', { class: 'incident-view' }, back, place), title: () => t('report'), draw() {} };
}

const encoded = parts => parts.map(encodeURIComponent).join('/');

/** Of an incident whose instance is there, by its id; of an older one, by cluster, namespace and name of its record. */
export const reportView = parts => parts.length === 1
  ? view(parts[0], incidentPath(parts[0], '/report?format=markdown'), link(['incident', parts[0]], { class: 'back' }, `← ${t('incident')}`))
  : view(parts.at(-1), `api/history/${encoded(parts)}/report`, link(['history'], { class: 'back' }, `← ${t('history')}`));

export const digestView = () => view('digest', 'api/digest?format=markdown', link(['history'], { class: 'back' }, `← ${t('history')}`));
