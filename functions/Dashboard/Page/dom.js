// Elements are made here and nowhere else, and what is put into them is text: no string is ever read as markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false && child !== ''));
  return element;
}

/** An HTML element. Properties are attributes; those that begin with "on" are listeners. */
export const h = (tag, properties, ...children) => fill(document.createElement(tag), properties, children);

/** An SVG element. */
export const s = (tag, properties, ...children) => fill(document.createElementNS(SVG, tag), properties, children);

/** A link that stays in this page; an id is a label of somebody else's, so it is encoded. */
export const link = (path, properties, ...children) => h('a', { href: `#/${path.map(encodeURIComponent).join('/')}`, ...properties }, ...children);

/**
 * Puts new content into a place, and leaves the reader where they were: the focus returns to the element of the same key, and what was unfolded stays so.
 */
export function show(place, ...content) {
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const unfolded = new Map([...place.querySelectorAll('details[data-key]')].map(one => [one.dataset.key, one.open]));
  place.replaceChildren(...content.flat(Infinity).filter(Boolean));
  for (const one of place.querySelectorAll('details[data-key]')) {
    if (unfolded.has(one.dataset.key)) one.open = unfolded.get(one.dataset.key);
  }
  if (focused) [...place.querySelectorAll('[data-key]')].find(one => one.dataset.key === focused)?.focus({ preventScroll: true });
}

/** Draws a part anew only when what it shows has changed. */
export function part(element, draw) {
  let last;
  return {
    element,
    update(...state) {
      const now = JSON.stringify(state);
      if (now === last) return;
      last = now;
      show(element, draw(...state));
    },
  };
}

export const announce = text => { document.getElementById('announcer').textContent = text; };
