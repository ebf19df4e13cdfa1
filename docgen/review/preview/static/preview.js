'use strict';
// The page of docgen preview: shows papers, opens what is clicked on, sends edits. Everything it knows comes from the server.
const at = name => document.getElementById(name);
const make = (name, values, ...inner) => {
  const made = Object.assign(document.createElement(name), values || {});
  made.append(...inner);
  return made;
};
const token = location.hash.slice(1);
let version = '', view = null, turn = 0, editor = null, laws = null, latest = null;

// — asking —
class Refused extends Error {
  constructor(problems) { super(problems.map(one => one.message + (one.hint ? '。' + one.hint : '')).join('\n')); this.problems = problems; }
}
const answered = async answer => {
  if (answer.ok) return answer.json();
  const words = await answer.text();
  if (answer.status === 409 && words.startsWith('{')) throw new Refused(JSON.parse(words).problems);
  throw new Error(words);
};
const ask = async (path, values) => answered(await fetch(path + '?' + new URLSearchParams(values || {}), {headers: {'X-Docgen-Token': token}}));
const tell = async (path, body) => answered(await fetch(path, {
  method: 'POST', headers: {'X-Docgen-Token': token, 'Content-Type': 'application/json'}, body: JSON.stringify(body),
}));
const fill = (box, entries, chosen) => box.replaceChildren(...entries.map(([value, words]) =>
  make('option', {value, textContent: words, selected: value === chosen})));
const place = () => ({record: at('record').value, kind: at('kind').value, number: at('number').value || '0', final: at('stage').value, token});
const paper = () => view && view.papers[Number(at('number').value) || 0];
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// — showing —
function show() {
  const pages = at('pages'), kept = pages.scrollTop, shown = paper();
  const web = at('look').value === 'web' && shown;
  pages.hidden = Boolean(web); at('web').hidden = !web;
  const floating = editor && editor.box.parentNode === pages ? editor : null;
  if (shown) pages.innerHTML = shown.pages.join('');
  else pages.textContent = view.problems.some(item => item.level === 'error') ? '' : '记录里没有这种文书要用的内容；缺什么写在右边，点一下就写';
  if (shown && !web) mark(shown);
  if (floating) anchor(floating);
  pages.scrollTop = kept;
  if (web) at('web').src = '/file?' + new URLSearchParams({...place(), format: 'html', version});
  at('files').replaceChildren(...(shown ? view.formats : []).map(name => make('a', {
    href: '/file?' + new URLSearchParams({...place(), format: name}), textContent: '下载 ' + name.toUpperCase(), download: '',
  })).flatMap(link => [link, ' ']));
  const first = view.problems.find(item => item.level === 'error');
  at('banner').hidden = !first;
  if (first) at('banner').textContent = first.message + (view.stale ? '（下面是上一次做成的样子）' : '');
  at('undo').disabled = !view.undo && !latest;
  const lacking = shown ? shown.lacking : view.lacking;
  at('lackhead').hidden = !lacking.length;
  at('lackhead').textContent = '还缺 ' + lacking.length + ' 项';
  at('lacking').replaceChildren(...lacking.map(one => {
    const button = make('button', {type: 'button'}, one.label, make('small', {textContent: one.doc}));
    button.onclick = () => one.path.length ? open(one.path) : note('在记录里补上“' + one.label + '”');
    return make('li', {}, button);
  }));
  if (!view.problems.length) at('problems').replaceChildren(make('li', {textContent: '没有发现问题'}));
  else at('problems').replaceChildren(...view.problems.map(item => {
    const small = make('small', {textContent: (item.file ? item.file + ' 第' + item.line + '行' : '') + (item.hint ? ' → ' + item.hint : '')});
    const button = make('button', {type: 'button', className: item.level}, item.code + ' ' + item.message, small);
    button.onclick = () => finding(item);
    return make('li', {}, button);
  }));
}
async function finding(item) {
  source(item.file, item.line);
  if (item.kind && item.kind !== view.kind && view.kinds.some(one => one.id === item.kind)) {
    // A gap of another paper: that paper, and there the gap.
    close();
    at('kind').value = item.kind;
    at('number').value = '';
    await load();
  }
  const lacking = paper() ? paper().lacking : view.lacking;
  const path = item.label ? (lacking.find(one => one.label === item.label) || {path: []}).path : item.path;
  if (path.length) open(path);
}
const note = words => { at('state').textContent = words; };
async function source(file, line, fresh) {
  if (!file) return;
  at('file').textContent = file;
  try {
    const found = await ask('/source', {file});
    at('source').replaceChildren(...found.lines.map((words, index) => {
      const row = make('span', {textContent: words || ' '});
      row.dataset.line = index + 1;
      if (index + 1 === line) row.className = 'here';
      if (fresh && fresh.includes(index + 1)) row.className = 'new';
      return row;
    }));
    const here = at('source').querySelector('.here,.new');
    if (here) here.scrollIntoView({block: 'center'});
  } catch { at('source').textContent = '这个文件不在项目里'; }
}

// — where what stands on the paper —
const lines = () => [...at('pages').querySelectorAll('text[data-block]')];
const within = (line, part) => Number(line.dataset.block) === part.block && (line.dataset.cell || null) === part.cell;
const reach = line => { const start = Number(line.dataset.start); return [start, start + line.textContent.length]; };
function mark(shown) {
  const wanted = [...shown.parts.filter(part => part.kind === 'gap').map(part => [part, 'lack']), ...shown.cited.map(part => [part, 'law'])];
  const known = new Map();
  for (const [part, name] of wanted) known.set(part.block, [...(known.get(part.block) || []), [part, name]]);
  for (const line of lines()) {
    const [start, stop] = reach(line);
    for (const [part, name] of known.get(Number(line.dataset.block)) || []) {
      const first = Math.max(part.start, start), last = Math.min(part.stop, stop);
      if (!within(line, part) || first >= last) continue;
      const left = line.getStartPositionOfChar(first - start), right = line.getEndPositionOfChar(last - start - 1);
      const size = Number(line.getAttribute('font-size'));
      const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      for (const [key, value] of [['class', name], ['x', left.x], ['y', left.y - size * .95], ['width', Math.max(right.x - left.x, 1)], ['height', size * 1.25]]) box.setAttribute(key, value);
      line.before(box);
    }
  }
}
function offset(line, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(line.getScreenCTM().inverse());
  const [start, stop] = reach(line);
  for (let index = 0; index < stop - start; index++) if (point.x < line.getEndPositionOfChar(index).x) return start + index;
  return stop - 1;
}
const found = (list, line, here) => list.filter(part => within(line, part) && part.start <= here && here < part.stop)[0];
at('pages').addEventListener('click', event => {
  const line = event.target.closest('text[data-block]');
  if (!line || !paper()) return;
  const beside = paper().parts.filter(part => within(line, part));
  const part = found(paper().parts, line, offset(line, event)) || beside[0];
  if (!part) return;
  const others = beside.filter((one, index) => one.path.length && !same(one.path, part.path) && beside.findIndex(other => same(other.path, one.path)) === index);
  if (part.path.length) open(part.path, {part, line, others, record: part.file});
  else template(part, line, others);
});
at('pages').addEventListener('mousemove', event => {
  const line = event.target.closest && event.target.closest('text[data-block]');
  const law = line && paper() && found(paper().cited, line, offset(line, event));
  at('tip').hidden = !law;
  if (!law) return;
  at('tip').textContent = law.words;
  at('tip').style.left = Math.min(event.clientX, innerWidth - 420) + 'px';
  at('tip').style.top = event.clientY + 18 + 'px';
});
at('pages').addEventListener('mouseleave', () => { at('tip').hidden = true; });

// — the editor —
function close() {
  if (editor) editor.box.remove();
  editor = null;
  at('filling').hidden = true;
}
function spot(path) {
  const shown = paper();
  const part = shown && (shown.parts.find(one => same(one.path, path)) || shown.parts.find(one => one.path.length > path.length && same(one.path.slice(0, path.length), path)));
  const line = part && lines().find(one => within(one, part) && reach(one)[1] > part.start);
  return line ? {part, line} : {};
}
function anchor(one) {
  const where = one.path ? spot(one.path) : {};
  const line = one.line && one.line.isConnected ? one.line : where.line;
  if (!line || at('pages').hidden) { dock(one); return; }
  const pages = at('pages'), frame = pages.getBoundingClientRect(), box = line.getBoundingClientRect();
  const sheet = line.closest('svg').getBoundingClientRect();
  one.line = line;
  one.box.style.left = sheet.left - frame.left + pages.scrollLeft + 'px';
  one.box.style.width = sheet.width + 'px';
  one.box.style.top = box.bottom - frame.top + pages.scrollTop + 6 + 'px';
  at('filling').hidden = true;
  pages.append(one.box);
}
function dock(one) {
  one.line = null;
  at('filling').hidden = false;
  at('dock').replaceChildren(one.box);
  one.box.style.cssText = '';
}
function template(part, line, others) {
  close();
  const box = make('div', {className: 'editor'});
  editor = {box, path: null, line, record: at('record').value};
  box.append(make('h3', {textContent: '模板的文字'}), make('p', {textContent: part.file + ' 第' + part.line + '行：每份文书都这样印，要改就改模板'}));
  siblings(box, others);
  box.append(make('div', {className: 'row'}, make('button', {type: 'button', textContent: '关上', onclick: close})));
  anchor(editor);
}
function siblings(box, others) {
  if (!others || !others.length) return;
  const row = make('p', {className: 'pick'}, '这一段里还有：');
  for (const one of others) row.append(make('button', {type: 'button', textContent: one.label, onclick: () => open(one.path, {line: editor.line, record: one.file})}));
  box.append(row);
}
async function open(path, more) {
  const settled = more || {};
  const record = settled.record || at('record').value;
  let form;
  try { form = await ask('/form', {record, path: JSON.stringify(path), kind: at('kind').value}); } catch (fault) { note(fault.message); return; }
  close();
  const box = make('div', {className: 'editor'});
  box.setAttribute('role', 'dialog'); box.setAttribute('aria-label', form.label || '整份记录');
  editor = {box, path, record, form, state: form.state, line: settled.line || null, back: settled.back || null};
  crumbs(box, path, record);
  if (form.doc) box.append(make('p', {textContent: form.doc}));
  if (settled.part && settled.part.kind === 'reference') box.append(make('p', {textContent: '这里是引用的“' + settled.part.label + '”，改了，各份文书一起变'}));
  ({list: listed, names: named, fields: fielded}[form.kind] || valued)(box, form);
  siblings(box, settled.others);
  box.append(make('p', {className: 'fault', role: 'alert'}));
  if (path.length) anchor(editor); else dock(editor);
  box.addEventListener('keydown', event => {
    if (event.key === 'Escape') { event.preventDefault(); close(); }
  });
  const first = box.querySelector('textarea,input,select') || box.querySelector('button.words');
  if (first) first.focus({preventScroll: true});
  if (settled.part && first && first.tagName === 'TEXTAREA') caret(first, settled.part);
  box.scrollIntoView({block: 'nearest'});
}
function caret(box, part) {
  // The paragraph that was clicked: the one whose words begin as those on the paper do.
  const words = lines().filter(line => within(line, part)).map(line => line.textContent).join('').slice(part.start, part.stop).trim().slice(0, 12);
  const found = words ? box.value.indexOf(words) : -1;
  if (found >= 0) box.setSelectionRange(found, found);
}
function crumbs(box, path, record) {
  const head = make('h3');
  const step = (words, to) => head.append(make('button', {type: 'button', textContent: words, onclick: () => open(to, {record})}), path.length ? ' → ' : '');
  step('记录', []);
  path.slice(0, -1).forEach((one, index) => step(typeof one === 'number' ? '第' + (one + 1) + '项' : one, path.slice(0, index + 1)));
  const last = path[path.length - 1];
  if (path.length) head.append(typeof last === 'number' ? '第' + (last + 1) + '项' : last);
  box.append(head);
}
const cancel = () => make('button', {type: 'button', textContent: '关上', onclick: close});
function valued(box, form) {
  const input = control(form, form.value);
  box.append(input.box);
  const save = make('button', {type: 'button', className: 'save', textContent: '保存', onclick: () => send({what: 'set', path: form.path, value: input.value()})});
  const row = make('div', {className: 'row'}, save, cancel());
  if (typeof form.path[form.path.length - 1] === 'number') row.append(make('button', {type: 'button', textContent: '删去这一项', onclick: () => send({what: 'drop', path: form.path})}));
  else if (form.value) row.append(make('button', {type: 'button', textContent: '不写', onclick: () => send({what: 'set', path: form.path, value: null})}));
  box.append(row);
  box.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.target.tagName !== 'TEXTAREA') && event.target.tagName !== 'BUTTON' && !event.isComposing) { event.preventDefault(); save.click(); }
  });
}
function control(form, value) {
  if (form.only) {
    const box = make('select');
    fill(box, [['', '（没有写）'], ...form.choices.map(one => [one, one])], value || '');
    if (value && !form.choices.includes(value)) box.append(make('option', {value, textContent: value, selected: true}));
    if (form.kind !== 'agency') return {box, value: () => box.value};
    // Whoever is not registered yet is registered here, and then chosen.
    const mine = editor, back = mine.path;
    const row = make('p', {className: 'pick'}, '没有登记的：', ...['机关', '当事人'].map(name => make('button', {
      type: 'button', textContent: '登记' + name, onclick: () => open([name], {record: mine.record, line: mine.line, back}),
    })));
    return {box: make('div', {}, box, row), value: () => box.value};
  }
  const long = form.kind === 'prose';
  const box = make('div'), input = make(long ? 'textarea' : 'input', {value: value || ''});
  input.setAttribute('aria-label', form.label || '内容');
  if (!long) input.type = 'text';
  if (form.kind === 'date') input.placeholder = '如 2024年5月6日';
  if (form.kind === 'moment') input.placeholder = '知道多少写多少，如 2024年5月';
  if (form.kind === 'date' || form.kind === 'moment') {
    const day = make('input', {type: 'date', title: '选日期'});
    const known = /^(\d{4})\D(\d{1,2})\D(\d{1,2})/.exec(value || '');
    if (known) day.value = known[1] + '-' + known[2].padStart(2, '0') + '-' + known[3].padStart(2, '0');
    day.onchange = () => { const [year, month, date] = day.value.split('-').map(Number); if (year) input.value = year + '年' + month + '月' + date + '日'; };
    box.append(input, day);
    return {box, value: () => input.value};
  }
  if (form.choices.length) {
    const list = make('datalist', {id: 'choices'}, ...form.choices.map(one => make('option', {value: one})));
    input.setAttribute('list', 'choices');
    box.append(list);
  }
  box.append(input);
  helped(box, input, form.register || []);
  return {box, value: () => input.value};
}
function put(input, words, from) {
  input.focus();
  input.setRangeText(words, from === undefined ? input.selectionStart : from, input.selectionEnd, 'end');
  input.dispatchEvent(new Event('input'));
}
function helped(box, input, register) {
  if (register.length) {
    const pick = make('select', {title: '引用登记的数、机关、人'});
    fill(pick, [['', '引用…'], ...register.map(one => [one.insert, one.group + ' ' + one.name + '：' + one.words])], '');
    pick.onchange = () => { if (pick.value) put(input, pick.value); pick.value = ''; };
    box.append(make('div', {className: 'row'}, pick));
  }
  const offers = make('p', {className: 'pick offers'});
  box.append(offers);
  input.addEventListener('input', async () => {
    const before = input.value.slice(0, input.selectionStart), typed = /《([^《》\n]{1,20})$/.exec(before);
    if (!typed) { offers.replaceChildren(); return; }
    laws = laws || (await ask('/laws')).names;
    const near = laws.filter(name => name.includes(typed[1])).sort((one, other) => one.length - other.length).slice(0, 8);
    offers.replaceChildren(...near.map(name => make('button', {type: 'button', textContent: name, onclick: () => { put(input, '《' + name + '》', typed.index); offers.replaceChildren(); }})));
  });
}
const small = (words, title, act, off) => make('button', {type: 'button', textContent: words, title, onclick: act, disabled: Boolean(off)});
function listed(box, form) {
  const rows = form.items.map((one, index) => make('li', {},
    make('button', {type: 'button', className: 'words', textContent: index + 1 + '. ' + one.words, onclick: () => open(one.path)}),
    small('↑', '往前移', () => send({what: 'move', path: one.path, to: one.path[one.path.length - 1] - 1}, form.path), !index),
    small('↓', '往后移', () => send({what: 'move', path: one.path, to: one.path[one.path.length - 1] + 1}, form.path), index === form.items.length - 1),
    small('删', '删去这一项', () => send({what: 'drop', path: one.path}, form.path))));
  box.append(make('ul', {}, ...rows));
  if (!form.plain) {
    box.append(make('div', {className: 'row'}, make('button', {type: 'button', className: 'save add', textContent: '加一项', onclick: () => open(form.next)}), cancel()));
    return;
  }
  const input = control({...form, kind: 'text', label: '新的一项'}, '');
  const add = make('button', {type: 'button', className: 'save add', textContent: '加上', onclick: () => send({what: 'add', path: form.next, value: input.value()}, form.path)});
  box.append(input.box, make('div', {className: 'row'}, add, cancel()));
  input.box.addEventListener('keydown', event => { if (event.key === 'Enter' && !event.isComposing && event.target.tagName === 'INPUT') { event.preventDefault(); add.click(); } });
}
function named(box, form) {
  box.append(make('ul', {}, ...form.items.map(one => make('li', {},
    make('button', {type: 'button', className: 'words', textContent: one.words, onclick: () => open(one.path)}),
    small('删', '删去', () => send({what: 'drop', path: one.path}, form.path))))));
  const name = make('input', {type: 'text', placeholder: '名字，正文里用它引用'});
  name.className = 'name';
  const wanted = form.fields.filter((one, index) => one.required || index < 2);
  const inputs = wanted.map(one => [one, make('input', {type: 'text', placeholder: one.key, title: one.doc})]);
  box.append(make('p', {textContent: '登记新的：'}), name, ...inputs.map(([one, input]) => make('label', {}, one.key + (one.required ? '（必填）' : ''), input)),
    make('div', {className: 'row'}, make('button', {type: 'button', className: 'save', textContent: '登记', onclick: () => {
      if (!name.value.trim()) { fault('先写名字'); return; }
      send({what: 'set', path: [...form.path, name.value.trim()], value: Object.fromEntries(inputs.map(([one, input]) => [one.key, input.value]))}, editor.back || form.path);
    }}), cancel()));
}
function fielded(box, form) {
  box.append(make('ul', {}, ...form.fields.map(one => make('li', {title: one.doc},
    make('button', {type: 'button', className: 'words' + (one.words ? '' : ' none'), textContent: one.key + '：' + (one.words || '没有写'), onclick: () => open(one.path)})))),
    make('div', {className: 'row'}, cancel()));
}
const fault = words => { if (editor) editor.box.querySelector('.fault').textContent = words; };

// — saving —
async function send(edit, then) {
  const mine = editor;
  if (!mine || document.body.ariaBusy === 'true') return;
  document.body.ariaBusy = 'true';
  try {
    const done = await tell('/edit', {...edit, record: mine.record, state: mine.state, kind: at('kind').value});
    await saved(mine.record, done);
    if (then) await open(then, {line: mine.line, record: mine.record}); else close();
  } catch (problem) {
    if (editor !== mine) return;
    fault(problem.message);
    if (problem.problems && problem.problems.some(one => one.code === 'W002')) await again(mine);
  } finally { document.body.ariaBusy = 'false'; }
}
async function again(mine) {
  // Somebody else has written: what is typed here stays, what the place says now is shown, and saving is asked for anew.
  const now = await ask('/form', {record: mine.record, path: JSON.stringify(mine.path), kind: at('kind').value});
  if (editor !== mine) return;
  mine.state = now.state;
  const old = mine.box.querySelector('.conflict');
  if (old) old.remove();
  const unlike = !same(now.value, mine.form.value) || !same(now.items, mine.form.items);
  mine.box.querySelector('.fault').before(make('p', {className: 'conflict', textContent: unlike
    ? '这一处在别处也改过，现在是：' + (now.value || (now.items || []).map(one => one.words).join('；') || '（没有写）') + '。再按一次保存，就用您写的'
    : '这一处没有变，您写的还在；再按一次保存就写进去'}));
  if (unlike && now.items) { await open(mine.path, {record: mine.record}); fault('这一处刚才在别处改过，上面是现在的样子'); }
  load();
}
async function saved(record, done, words) {
  const told = done.lines.map(one => '第' + one.number + '行：' + (one.new || '（删去）' + one.old));
  latest = {record, state: done.state};
  note(words ? words : done.lines.length ? '写好了 ' + told.slice(0, 2).map(one => one.length > 90 ? one.slice(0, 90) + '…' : one).join('　') + (told.length > 2 ? ' 等' + told.length + '行' : '') : '没有变化');
  await load();
  if (done.lines.length) await source(record, 0, done.lines.map(one => one.number));
}
at('undo').onclick = async () => {
  if (document.body.ariaBusy === 'true') return;
  document.body.ariaBusy = 'true';
  // What was written last, be it in a record that this one names; else in this one.
  const {record, state} = latest || {record: at('record').value, state: view.state};
  close();
  try {
    const done = await tell('/undo', {record, state});
    await saved(record, done, '撤销了：' + done.about);
    if (!done.undo) latest = null;
    at('undo').disabled = !done.undo;
  } catch (problem) { note(problem.message); load(); } finally { document.body.ariaBusy = 'false'; }
};
at('all').onclick = () => open([]);

// — loading —
async function load() {
  const mine = ++turn;
  const list = await ask('/list');
  const record = list.records.includes(at('record').value) ? at('record').value : list.records[0] || '';
  fill(at('record'), list.records.map(name => [name, name]), record);
  if (!record) { version = list.version; at('pages').textContent = '没有找到案件记录'; return; }
  const found = await ask('/view', {record, kind: at('kind').value, final: at('stage').value});
  if (mine !== turn) return;
  view = found; version = found.version;
  if (view.kinds.length) fill(at('kind'), view.kinds.map(one => [one.id, one.name]), view.kind);
  fill(at('number'), view.papers.map((one, index) => [String(index), one.name]), at('number').value);
  show();
}
async function watch() {
  for (;;) {
    try {
      const found = await ask('/wait', {version});
      // What this page has just written it shows by itself.
      while (document.body.ariaBusy === 'true') await new Promise(done => setTimeout(done, 50));
      if (found.version !== version) await load();
      if (at('state').textContent === '和 docgen preview 断开了') note('');
    } catch {
      note('和 docgen preview 断开了');
      await new Promise(done => setTimeout(done, 1000));
    }
  }
}
const anew = () => { close(); at('pages').scrollTop = 0; };
at('record').onchange = () => { anew(); load(); };
at('kind').onchange = () => { anew(); load(); };
at('stage').onchange = () => { load(); };
at('number').onchange = () => { anew(); show(); };
at('look').onchange = show;
addEventListener('resize', () => { if (editor && editor.line) anchor(editor); });
load().catch(fault => note(fault.message)).finally(watch);
