"""The page of the preview: what the browser gets, with no part from elsewhere."""

PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>docgen 预览</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/preview.css"></head>
<body>
<header><label>记录 <select id="record"></select></label><label>文种 <select id="kind"></select></label>
<label>第几份 <select id="number"></select></label>
<label>样子 <select id="look"><option value="paper">纸面</option><option value="web">网页</option></select></label>
<span id="files"></span><span id="state" role="status"></span></header>
<main><div id="left"><p id="banner" role="alert" hidden></p><div id="pages"></div><iframe id="web" title="网页" sandbox hidden></iframe></div>
<aside><h2>问题</h2><ol id="problems"></ol><h2 id="file"></h2><pre id="source" tabindex="0"></pre></aside></main>
<script src="/preview.js"></script></body></html>
"""

STYLE = """*{box-sizing:border-box}body{margin:0;font:15px/1.6 sans-serif;color:#222;background:#e9e9e6;height:100vh;display:flex;flex-direction:column}
header{display:flex;flex-wrap:wrap;gap:.4em 1.2em;align-items:center;padding:.5em 1em;background:#fff;border-bottom:1px solid #ccc}
select{font:inherit;max-width:18em}main{flex:1;display:flex;min-height:0}
#left{flex:1;min-width:0;display:flex;flex-direction:column}#pages{flex:1;overflow:auto;padding:1em}#web{flex:1;border:0;background:#fff}
#pages[hidden],#web[hidden]{display:none}.sheet{display:block;width:100%;max-width:800px;margin:0 auto 1em;background:#fff;box-shadow:0 1px 4px #0004}
.sheet text{white-space:pre}#banner{margin:0;padding:.6em 1em;background:#fbe3e3;color:#7a0000}
aside{width:26em;overflow:auto;background:#fff;border-left:1px solid #ccc;padding:0 1em}h2{font-size:1em;margin:1em 0 .3em}
#problems{margin:0;padding:0;list-style:none}#problems button{font:inherit;text-align:left;width:100%;border:0;border-left:4px solid #888;background:#f5f5f5;margin:0 0 .4em;padding:.4em .6em;cursor:pointer}
#problems .error{border-color:#b00020}#problems .reminder{border-color:#b06f00}#problems small{display:block;color:#555}
#source{font:13px/1.7 monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:0}#source span{display:block;padding-left:3.5em;text-indent:-3.5em}
#source span::before{content:attr(data-line);display:inline-block;width:3em;margin-right:.5em;text-indent:0;text-align:right;color:#767676}#source .here{background:#fff3b0}
@media(max-width:900px){main{flex-direction:column}aside{width:auto;max-height:40vh;border-left:0;border-top:1px solid #ccc}}
"""

SCRIPT = """'use strict';
const at = name => document.getElementById(name);
let version = '', view = null, turn = 0;
const ask = async (path, values) => {
  const answer = await fetch(path + '?' + new URLSearchParams(values || {}));
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const fill = (box, entries, chosen) => {
  box.replaceChildren(...entries.map(([value, words]) => {
    const option = document.createElement('option');
    option.value = value; option.textContent = words; option.selected = value === chosen;
    return option;
  }));
};
const place = () => ({record: at('record').value, kind: at('kind').value, number: at('number').value || '0'});
function show() {
  const pages = at('pages'), kept = pages.scrollTop, paper = view.papers[Number(at('number').value) || 0];
  const web = at('look').value === 'web' && paper;
  pages.hidden = Boolean(web); at('web').hidden = !web;
  if (paper) pages.innerHTML = paper.pages.join('');
  else pages.textContent = view.problems.some(item => item.level === 'error') ? '' : '记录里没有这种文书要用的内容';
  pages.scrollTop = kept;
  if (web) at('web').src = '/file?' + new URLSearchParams({...place(), format: 'html', version});
  at('files').replaceChildren(...(paper ? view.formats : []).map(name => {
    const link = document.createElement('a');
    link.href = '/file?' + new URLSearchParams({...place(), format: name});
    link.textContent = '下载 ' + name.toUpperCase(); link.download = '';
    return link;
  }).flatMap(link => [link, ' ']));
  const first = view.problems.find(item => item.level === 'error');
  at('banner').hidden = !first;
  if (first) at('banner').textContent = first.message + (view.stale ? '（下面是上一次做成的样子）' : '');
  at('problems').replaceChildren(...view.problems.map(item => {
    const row = document.createElement('li'), button = document.createElement('button'), small = document.createElement('small');
    button.className = item.level;
    button.textContent = item.code + ' ' + item.message;
    small.textContent = (item.file ? item.file + ' 第' + item.line + '行' : '') + (item.hint ? ' → ' + item.hint : '');
    button.append(small); button.onclick = () => source(item.file, item.line);
    row.append(button);
    return row;
  }));
}
async function source(file, line) {
  if (!file) return;
  at('file').textContent = file;
  try {
    const found = await ask('/source', {file});
    at('source').replaceChildren(...found.lines.map((words, index) => {
      const row = document.createElement('span');
      row.dataset.line = index + 1; row.textContent = words || ' ';
      if (index + 1 === line) row.className = 'here';
      return row;
    }));
    const here = at('source').querySelector('.here');
    if (here) here.scrollIntoView({block: 'center'});
  } catch { at('source').textContent = '这个文件不在项目里'; }
}
async function load() {
  const mine = ++turn;
  const list = await ask('/list');
  const record = list.records.includes(at('record').value) ? at('record').value : list.records[0] || '';
  fill(at('record'), list.records.map(name => [name, name]), record);
  if (!record) { version = list.version; at('pages').textContent = '没有找到案件记录'; return; }
  const found = await ask('/view', {record, kind: at('kind').value});
  if (mine !== turn) return;
  view = found; version = found.version;
  if (view.kinds.length) fill(at('kind'), view.kinds.map(one => [one.id, one.name]), view.kind);
  const number = at('number').value;
  fill(at('number'), view.papers.map((one, index) => [String(index), one.name]), number);
  show();
}
async function watch() {
  for (;;) {
    try {
      const found = await ask('/wait', {version});
      if (found.version !== version) await load();
      at('state').textContent = '';
    } catch {
      at('state').textContent = '和 docgen preview 断开了';
      await new Promise(done => setTimeout(done, 1000));
    }
  }
}
at('record').onchange = () => { at('pages').scrollTop = 0; load(); };
at('kind').onchange = () => { at('pages').scrollTop = 0; load(); };
at('number').onchange = () => { at('pages').scrollTop = 0; show(); };
at('look').onchange = show;
load().finally(watch);
"""
