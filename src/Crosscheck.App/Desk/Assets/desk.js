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
