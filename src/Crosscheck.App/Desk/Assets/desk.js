// What the pages do better with a script. Everything here works without it too.
for (const form of document.querySelectorAll('form')) {
  const slider = form.querySelector('input[data-submit]');
  if (slider) slider.addEventListener('change', () => form.requestSubmit());
}

// Instants in the reader's own zone, beside UTC.
for (const time of document.querySelectorAll('time[data-local]')) {
  const at = new Date(time.dateTime);
  const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  time.textContent = `${local} (${time.textContent})`;
}

// One menu open at a time; Escape closes it.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = document.activeElement?.closest('details[open]');
  if (open) {
    open.open = false;
    open.querySelector('summary')?.focus();
  }
});

// A report: what one claim says, who says it and the cue light up together, from the text and from the list.
const text = document.querySelector('#text');
if (text) {
  const marks = [...text.querySelectorAll('[data-of]')].map((node) => ({ node, of: node.dataset.of.split(' ') }));
  const rows = new Map([...document.querySelectorAll('[data-claim]')].map((row) => [row.dataset.claim, row]));
  const light = (claims) => {
    for (const { node, of } of marks) node.classList.toggle('hot', of.some((id) => claims.includes(id)));
    for (const [id, row] of rows) row.classList.toggle('hot', claims.includes(id));
  };
  const claimsAt = (node) => node.closest?.('[data-of]')?.dataset.of.split(' ').slice(0, 1) ?? [];
  for (const type of ['pointerover', 'focusin']) text.addEventListener(type, (event) => light(claimsAt(event.target)));
  for (const type of ['pointerleave', 'focusout']) text.addEventListener(type, () => light([]));
  for (const [id, row] of rows) {
    for (const type of ['pointerenter', 'focusin']) row.addEventListener(type, () => light([id]));
    for (const type of ['pointerleave', 'focusout']) row.addEventListener(type, () => light([]));
  }

  // Words chosen in the text become those of a claim to add.
  const add = document.querySelector('form[data-add]');
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    const start = selection?.anchorNode?.parentElement?.closest('[data-at]');
    if (!add || !start || !text.contains(start) || selection.isCollapsed) return;
    const words = selection.toString().trim();
    if (words.length === 0 || words.length > 500) return;
    add.elements.words.value = words;
    add.elements.near.value = String(Number(start.dataset.at) + selection.anchorOffset);
    add.closest('details').open = true;
  });
}

// The queue by keyboard: the key that stands on each button, outside of fields.
const review = document.querySelector('[data-review]');
if (review) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return;
    const button = review.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    if (event.key.toLowerCase() === 'c' && review.querySelector('#c-value').value === '' && review.querySelector('#c-status').value === '') review.querySelector('#c-value').focus();
    else button.click();
  });
}

for (const print of document.querySelectorAll('[data-print]')) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}

// Files dropped anywhere on the page go into the form.
const drop = document.querySelector('form[data-drop]');
if (drop) {
  for (const type of ['dragover', 'dragenter']) {
    document.addEventListener(type, (event) => {
      event.preventDefault();
      drop.classList.add('over');
    });
  }
  document.addEventListener('dragleave', () => drop.classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    if (event.dataTransfer?.files.length) drop.querySelector('#files').files = event.dataTransfer.files;
    else if (event.dataTransfer?.getData('text')) drop.querySelector('#text').value = event.dataTransfer.getData('text');
  });
  drop.addEventListener('submit', () => drop.querySelector('button.primary').setAttribute('aria-busy', 'true'));
}

// A map that can be moved, where the program was built with it and the browser can show it.
for (const figure of document.querySelectorAll('[data-module]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Open a map that can be moved';
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = figure.dataset.style;
      document.head.append(style);
      await (await import(figure.dataset.module)).mount(figure);
      button.remove();
    } catch (error) {
      console.warn(error);
      figure.querySelector('.livemap')?.remove();
      button.textContent = 'This browser cannot show it; the map above stays';
    }
  });
  figure.append(button);
}

// Dragging over the bars of the timeline chooses a span of days.
for (const line of document.querySelectorAll('[data-timeline]')) {
  let from = null;
  const barAt = (event) => document.elementFromPoint(event.clientX, line.querySelector('.base').getBoundingClientRect().top - 3)?.closest('a[data-since]');
  line.addEventListener('dragstart', (event) => event.preventDefault());
  line.addEventListener('pointerdown', (event) => (from = barAt(event)));
  line.addEventListener('pointerup', (event) => {
    const to = barAt(event);
    if (!from || !to || from === to) return;
    const days = [from.dataset.since, to.dataset.since].sort();
    const url = new URL(from.href.baseVal, location.href);
    url.searchParams.set('since', days[0]);
    url.searchParams.set('until', (days[0] === from.dataset.since ? to : from).dataset.until);
    location.assign(url);
  });
}
