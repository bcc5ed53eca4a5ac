// Goes through what waits, one item at a time. The server decides what may be
// written; this page only shows and asks.
const at = (id) => document.getElementById(id);
const token = document.querySelector('meta[name=review-token]').content;
const fields = ['value', 'value_max', 'indicator', 'unit', 'qualifier', 'status', 'as_of', 'period', 'place', 'org', 'programme'];
let items = [];
let now = 0;

async function ask(path, body) {
  const answer = await fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: { 'X-Review-Token': token, ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer.json();
}

// Offsets count code points, and so does Array.from.
function showParagraph(e) {
  const letters = Array.from(e.paragraph || e.text);
  const clause = document.createElement('mark');
  clause.textContent = letters.slice(e.start, e.end).join('');
  at('paragraph').replaceChildren(letters.slice(0, e.start).join(''), clause, letters.slice(e.end).join(''));
}

function showReading(reading) {
  at('form').hidden = !reading;
  at('reading').replaceChildren(...fields.filter((f) => reading && reading[f] !== null).flatMap((f) => {
    const dt = document.createElement('dt');
    const dd = document.createElement('dd');
    dt.textContent = f;
    dd.textContent = typeof reading[f] === 'object' ? reading[f].name ?? JSON.stringify(reading[f]) : reading[f];
    return [dt, dd];
  }));
  fill();
}

function fill() {
  const reading = items[now]?.reading;
  at('value').value = reading ? JSON.stringify(reading[at('field').value]) : '';
}

function show() {
  const e = items[now];
  at('count').textContent = items.length ? `${now + 1} of ${items.length}` : 'Nothing waits.';
  at('item').hidden = !e;
  if (!e) return;
  at('kind').textContent = e.kind;
  at('note').textContent = e.note;
  at('title').textContent = e.title || e.article;
  at('title').href = /^https?:/.test(e.url) ? e.url : '#';
  at('sister').textContent = e.sister ? `Another copy of the story reads: ${e.sister}` : '';
  at('error').textContent = '';
  showParagraph(e);
  showReading(e.reading);
}

function step(by) {
  now = Math.max(0, Math.min(items.length - 1, now + by));
  show();
}

async function decide(action) {
  const e = items[now];
  if (!e?.reading) return;
  const body = { observation: e.observation, action, reason: at('reason').value };
  try {
    if (action === 'correct') body.set = { [at('field').value]: JSON.parse(at('value').value) };
    await ask('decide', body);
  } catch (err) {
    at('error').textContent = err.message;
    return;
  }
  items.splice(now, 1);
  step(0);
  at('item').focus();
}

const keys = { a: () => decide('confirm'), r: () => decide('reject'), c: () => at('value').focus(), j: () => step(1), k: () => step(-1) };

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select') || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
for (const button of document.querySelectorAll('[data-action]')) button.addEventListener('click', () => decide(button.dataset.action));
at('field').append(...fields.map((f) => new Option(f)));
at('field').addEventListener('change', fill);
at('form').addEventListener('submit', (event) => {
  event.preventDefault();
  decide('correct');
});

try {
  items = await ask('items');
  show();
} catch (err) {
  at('count').textContent = err.message;
}
