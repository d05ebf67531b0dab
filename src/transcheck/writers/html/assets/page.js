'use strict';
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const data = JSON.parse($('data').textContent);
  const cards = all('.card').sort((a, b) => a.id.slice(1) - b.id.slice(1));
  const findings = data.findings.map(([code, hop, fingerprint], i) => ({
    n: i + 1,
    code,
    hop,
    fingerprint,
    severity: cards[i].classList[1],
    stop: cards[i].open,
  }));
  const tabs = all('.tabs input');
  const body = $('body');
  let current = -1;

  // What is kept between reports: by fingerprint, counted, so that two findings with one fingerprint are told apart.
  const store = (() => {
    const memory = {};
    return {
      get(key) {
        try {
          return localStorage.getItem(key);
        } catch {
          return memory[key] ?? null;
        }
      },
      set(key, value) {
        try {
          localStorage.setItem(key, value);
        } catch {
          memory[key] = value;
        }
      },
    };
  })();
  const home = 'transcheck:' + data.candidate;
  const seen = new Map();
  findings.forEach((f) => {
    const nth = seen.get(f.fingerprint) ?? 0;
    seen.set(f.fingerprint, nth + 1);
    f.key = f.fingerprint + '#' + nth;
  });
  let decisions = read();
  const undo = [];

  function read() {
    try {
      return JSON.parse(store.get(home)) ?? {};
    } catch {
      return {};
    }
  }
  function keep() {
    store.set(home, JSON.stringify(decisions));
  }
  function say(text) {
    $('say').textContent = text;
  }

  // --- decisions
  const WORDS = {'real-problem': 'a real problem', 'not-a-problem': 'not a problem'};

  function decide(i, decision, reason) {
    const f = findings[i];
    undo.push([f.key, decisions[f.key]]);
    decisions[f.key] = {decision, reason: reason ?? '', author: $('author').value.trim()};
    keep();
    paint(i);
    progress();
    say('Finding ' + f.n + ': ' + WORDS[decision]);
  }
  function takeBack() {
    const last = undo.pop();
    if (!last) return say('Nothing to undo');
    const i = findings.findIndex((f) => f.key === last[0]);
    if (last[1]) decisions[last[0]] = last[1];
    else delete decisions[last[0]];
    keep();
    progress();
    if (i >= 0) {
      paint(i);
      go(i);
    }
    say('Undone');
  }
  function paint(i) {
    const card = cards[i],
      made = decisions[findings[i].key];
    card.classList.toggle('done', !!made);
    card.classList.toggle('d', made?.decision === 'not-a-problem');
    card.querySelector('.mine').textContent = made ? WORDS[made.decision] + (made.reason ? ': ' + made.reason : '') : '';
    const act = card.querySelector('.act');
    if (!act) return;
    act.querySelector('[data-do=a]').setAttribute('aria-pressed', made?.decision === 'real-problem');
    act.querySelector('[data-do=d]').setAttribute('aria-pressed', made?.decision === 'not-a-problem');
    act.querySelector('.reason').hidden = made?.decision !== 'not-a-problem';
    act.querySelector('.reason input').value = made?.reason ?? '';
  }
  function progress() {
    const n = findings.filter((f) => decisions[f.key]).length;
    $('done').textContent = n ? n + ' of ' + findings.length + ' decided' : 'Decisions';
  }
  all('.card > summary').forEach((s) => s.append(Object.assign(document.createElement('span'), {className: 'mine'})));
  function equip(card) {
    if (card.querySelector('.act')) return;
    const act = $('act').content.cloneNode(true);
    const n = card.id.slice(1);
    act.querySelector('input').setAttribute('aria-label', 'Why finding ' + n + ' is not a problem');
    card.querySelector('.in').append(act);
    const fix = card.querySelector('.fix');
    if (fix) fix.append(Object.assign(document.createElement('button'), {textContent: 'Copy', title: 'Copy the suggestion'}));
    paint(findings.findIndex((f) => 'f' + f.n === card.id));
  }
  function dismiss(i) {
    const card = cards[i];
    card.open = true;
    equip(card);
    if (decisions[findings[i].key]?.decision !== 'not-a-problem') decide(i, 'not-a-problem', decisions[findings[i].key]?.reason);
    const input = card.querySelector('.reason input');
    input.focus();
    input.select();
  }
  // A baseline as `transcheck baseline apply` reads it; what was confirmed stands beside its entries.
  function exported() {
    const made = (decision) =>
      findings
        .filter((f) => decisions[f.key]?.decision === decision)
        .map((f) => ({
          path: data.candidate,
          fingerprint: f.fingerprint,
          code: f.code,
          message: cards[f.n - 1].querySelector('summary span span').textContent,
          reason: decisions[f.key].reason,
          author: decisions[f.key].author || $('author').value.trim(),
          expires: null,
        }));
    return JSON.stringify({version: 1, entries: made('not-a-problem'), confirmed: made('real-problem')}, null, 2) + '\n';
  }
  function save() {
    const name = (data.candidate.split(/[\\/]/).pop() || 'article').replace(/\.[^.]*$/, '') + '.decisions.json';
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(new Blob([exported()], {type: 'application/json'})),
      download: name,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    const bare = findings.filter((f) => decisions[f.key]?.decision === 'not-a-problem' && !decisions[f.key].reason).length;
    say(bare ? bare + ' without a reason, which a baseline does not apply' : 'Exported');
  }
  async function opened(file) {
    try {
      const given = JSON.parse(await file.text());
      const left = new Map();
      for (const [decision, entries] of [
        ['not-a-problem', given.entries],
        ['real-problem', given.confirmed ?? []],
      ])
        for (const e of entries) left.set(e.fingerprint, [...(left.get(e.fingerprint) ?? []), {...e, decision}]);
      let n = 0;
      findings.forEach((f, i) => {
        const e = left.get(f.fingerprint)?.shift();
        if (!e) return;
        decisions[f.key] = {decision: e.decision, reason: String(e.reason ?? ''), author: String(e.author ?? '')};
        paint(i);
        n++;
      });
      keep();
      progress();
      say(n + ' of ' + (given.entries.length + (given.confirmed ?? []).length) + ' decisions belong to this report');
    } catch (error) {
      say('That file holds no decisions: ' + error.message);
    }
  }
  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = Object.assign(document.createElement('textarea'), {value: text});
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    const was = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = was;
    }, 1200);
  }

  // --- search and filters
  function parsed(query) {
    return [...query.matchAll(/(!?)(?:(rule|severity|hop|is):)?(?:"([^"]*)"?|(\S+))/gi)]
      .map((m) => ({not: !!m[1], key: m[2]?.toLowerCase(), word: (m[3] ?? m[4]).toLowerCase()}))
      .filter((t) => t.word && t.word !== '!');
  }
  const texts = new Map();
  // The numbers of the findings are no part of a paragraph's words.
  function text(element) {
    let t = texts.get(element);
    if (t === undefined) {
      const copy = element.cloneNode(true);
      all('.t p a', copy).forEach((a) => a.remove());
      texts.set(element, (t = copy.textContent.toLowerCase()));
    }
    return t;
  }
  function holds(token, f, card) {
    switch (token.key) {
      case 'rule':
        return f.code.toLowerCase().startsWith(token.word);
      case 'severity':
        return f.severity === token.word;
      case 'hop':
        return f.hop === token.word;
      case 'is': {
        const made = decisions[f.key]?.decision;
        return token.word === 'open'
          ? !made
          : token.word === 'real'
            ? made === 'real-problem'
            : token.word === 'dismissed'
              ? made === 'not-a-problem'
              : false;
      }
      default:
        return text(card).includes(token.word);
    }
  }
  // Tokens of one key are alternatives, different keys must all hold; a negated token must never hold.
  function matches(tokens, f, card) {
    const keys = new Map();
    for (const t of tokens) {
      const yes = holds(t, f, card);
      if (t.not) {
        if (yes) return false;
      } else if (t.key) keys.set(t.key, keys.get(t.key) || yes);
      else if (!yes) return false;
    }
    return [...keys.values()].every(Boolean);
  }
  function filter() {
    const query = $('q').value,
      tokens = parsed(query);
    const free = tokens.length && tokens.every((t) => !t.key);
    const rows = new Set();
    let n = 0;
    findings.forEach((f, i) => {
      const card = cards[i],
        yes = !tokens.length || matches(tokens, f, card);
      card.hidden = !yes;
      if (yes) {
        n++;
        rows.add(card.closest('.row'));
      }
    });
    let m = 0;
    for (const row of body.children) {
      const yes = !tokens.length || rows.has(row) || (free && tokens.every((t) => text(row).includes(t.word) !== t.not));
      if (row.hidden === yes) row.hidden = !yes;
      if (yes) m++;
    }
    $('count').textContent = tokens.length ? n + ' of ' + findings.length : '';
    $('nothing').hidden = !tokens.length || m > 0;
    if (tokens.length) say(n + ' of ' + findings.length + ' findings in ' + m + ' rows');
    all('#facets button').forEach((b) => b.setAttribute('aria-pressed', has(b.value)));
    remember();
  }
  function has(token) {
    return $('q').value.toLowerCase().split(/\s+/).includes(token.toLowerCase());
  }
  function toggle(token) {
    const words = $('q').value.split(/\s+/).filter(Boolean);
    const rest = words.filter((w) => w.toLowerCase() !== token.toLowerCase());
    $('q').value = (rest.length < words.length ? rest : [...words, token]).join(' ');
    filter();
  }
  function facets() {
    const groups = [
      ['Severity', 'severity', 'severity'],
      ['Rule', 'rule', 'code'],
      ['Came in with', 'hop', 'hop'],
    ];
    const panel = $('facets');
    for (const [title, key, field] of groups) {
      const counts = new Map(key === 'severity' ? ['critical', 'major', 'minor', 'neutral'].map((s) => [s, 0]) : []);
      for (const value of findings.map((f) => f[field]).sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
      group(
        panel,
        title,
        [...counts].filter(([, n]) => n).map(([value, n]) => [key + ':' + value, value + ' ' + n]),
      );
    }
    group(panel, 'Decision', [
      ['is:open', 'open'],
      ['is:real', 'a real problem'],
      ['is:dismissed', 'not a problem'],
    ]);
  }
  function group(panel, title, choices) {
    const box = document.createElement('div');
    for (const [value, label] of choices) {
      const button = Object.assign(document.createElement('button'), {textContent: label, value});
      button.setAttribute('aria-pressed', 'false');
      box.append(button);
    }
    const section = document.createElement('section');
    section.append(Object.assign(document.createElement('h3'), {textContent: title}), box);
    panel.append(section);
  }

  // --- the address: #f3, or #f3?v=1&q=…
  let quiet = false;
  function remember() {
    if (quiet) return;
    const state = new URLSearchParams();
    const chosen = tabs.findIndex((t) => t.checked);
    if (chosen > 0) state.set('v', chosen + 1);
    if ($('q').value.trim()) state.set('q', $('q').value.trim());
    if ($('agree').checked) state.set('agree', '1');
    const target = location.hash.slice(1).split('?')[0];
    const next = '#' + target + (state.size ? '?' + state : '');
    if (next !== location.hash && (next !== '#' || location.hash)) history.replaceState(null, '', next);
  }
  function restore() {
    const [target, state] = location.hash.slice(1).split('?');
    const given = new URLSearchParams(state ?? '');
    quiet = true;
    if (state !== undefined) {
      const tab = tabs[(+given.get('v') || 1) - 1];
      if (tab) tab.checked = true;
      $('q').value = given.get('q') ?? '';
      $('agree').checked = given.get('agree') === '1';
      filter();
    }
    quiet = false;
    show(target);
  }
  function show(id) {
    const at = id && $(decodeURIComponent(id));
    if (!at) return;
    const i = cards.indexOf(at);
    if (i >= 0) return go(i, false);
    reveal(at);
    at.scrollIntoView({block: 'start'});
  }
  // A passage of a version that is not shown: show it.
  function reveal(element) {
    const hidden = element.closest('.v');
    const name = hidden && [...hidden.classList].find((c) => /^v\d+$/.test(c));
    if (name && !$('all')?.checked && $('s' + name.slice(1))) $('s' + name.slice(1)).checked = true;
    if (element.closest('.row')?.hidden || element.hidden) {
      $('q').value = '';
      filter();
    }
  }

  // --- going from finding to finding
  function go(i, address = true) {
    if (i < 0 || i >= cards.length) return;
    cards[current]?.classList.remove('cur');
    current = i;
    const card = cards[i];
    reveal(card);
    card.open = true;
    equip(card);
    card.classList.add('cur');
    const row = card.closest('.row');
    const tall = row.getBoundingClientRect().height > innerHeight - 90;
    (tall ? card : row).scrollIntoView({block: tall ? 'center' : 'start'});
    card.querySelector('summary').focus({preventScroll: true});
    light(findings[i].n);
    if (address) {
      history.replaceState(null, '', '#f' + findings[i].n + (location.hash.includes('?') ? '?' + location.hash.split('?')[1] : ''));
    }
  }
  function step(by, wanted = () => true) {
    let i = current < 0 && by < 0 ? cards.length : current;
    do i += by;
    while (i >= 0 && i < cards.length && (cards[i].hidden || !wanted(findings[i])));
    if (i >= 0 && i < cards.length) go(i);
    else say(by > 0 ? 'No further finding' : 'No earlier finding');
  }
  const blocking = (f) => f.stop;
  let lit = [];
  function light(numbers) {
    lit.forEach((m) => m.classList.remove('on'));
    lit = String(numbers ?? '')
      .split(' ')
      .filter(Boolean)
      .flatMap((n) => all('mark[data-f~="' + n + '"]:not(.whole)'));
    lit.forEach((m) => m.classList.add('on'));
  }
  function from(element) {
    return (
      element.closest?.('mark[data-f]')?.dataset.f ?? element.closest?.('.t p a')?.hash.slice(2) ?? element.closest?.('.card')?.id.slice(1)
    );
  }

  // --- hands on
  const PRESS = {j: 'j', k: 'k', J: 'J', K: 'K', u: 'u', '?': 'help'};
  document.addEventListener('keydown', (e) => {
    const typing = e.target.matches('input:not([type=radio],[type=checkbox]),textarea');
    if (e.key === 'Escape') {
      all('.pop[open]').forEach((d) => {
        d.open = false;
        d.querySelector('summary').focus();
      });
      if (typing) {
        e.target.blur();
        if (current >= 0) cards[current].querySelector('summary').focus({preventScroll: true});
      }
      return;
    }
    if (typing && e.key === 'Enter' && e.target.closest('.reason')) {
      e.target.blur();
      cards[current]?.querySelector('summary').focus({preventScroll: true});
      return;
    }
    if (typing || e.ctrlKey || e.metaKey || e.altKey || !$('keys').checked) return;
    if (e.key === '/') $('q').focus();
    else if (PRESS[e.key]) $(PRESS[e.key]).click();
    else if (/^[1-9]$/.test(e.key)) {
      const t = tabs[e.key - 1];
      if (t) t.click();
    } else if ((e.key === 'a' || e.key === 'd') && current >= 0) {
      equip(cards[current]);
      cards[current].querySelector('[data-do=' + e.key + ']').click();
    } else return;
    e.preventDefault();
  });
  document.addEventListener('click', (e) => {
    all('.pop[open]').forEach((d) => {
      if (!d.contains(e.target)) d.open = false;
    });
    const link = e.target.closest('a[href^="#"]');
    if (link) {
      const id = link.getAttribute('href').slice(1);
      e.preventDefault();
      const state = location.hash.split('?')[1];
      history.pushState(null, '', '#' + id + (state ? '?' + state : ''));
      return show(id);
    }
    const button = e.target.closest('button');
    if (!button) {
      const card = e.target.closest('.card');
      if (card) current = mark(card);
      return;
    }
    if (button.closest('#facets')) return toggle(button.value);
    const card = button.closest('.card');
    if (!card) return;
    const i = (current = mark(card)),
      f = findings[i];
    if (button.closest('.fix')) return copy(card.querySelector('.fix bdi').textContent, button);
    switch (button.dataset.do) {
      case 'a':
        return decide(i, 'real-problem');
      case 'd':
        return dismiss(i);
      case 'link':
        return copy(location.href.split('#')[0] + '#f' + f.n, button);
      case 'sup':
        return copy(
          '<!-- transcheck: ignore ' + f.code + ' -- ' + (decisions[f.key]?.reason || 'reason').replace(/--+|>/g, '–') + ' -->',
          button,
        );
    }
  });
  function mark(card) {
    cards[current]?.classList.remove('cur');
    card.classList.add('cur');
    light(card.id.slice(1));
    return cards.indexOf(card);
  }
  document.addEventListener('change', (e) => {
    if (e.target.closest('.reason')) {
      const i = cards.indexOf(e.target.closest('.card'));
      decide(i, 'not-a-problem', e.target.value.trim());
    } else if (e.target.name === 'v' || e.target.id === 'agree') remember();
    else if (e.target.id === 'open' && e.target.files[0]) {
      opened(e.target.files[0]);
      e.target.value = '';
    } else if (e.target.id === 'author') store.set('transcheck:author', e.target.value.trim());
    else if (e.target.id === 'keys') store.set('transcheck:keys', e.target.checked ? '1' : '0');
  });
  document.addEventListener(
    'toggle',
    (e) => {
      if (e.target.matches?.('.card') && e.target.open) equip(e.target);
    },
    true,
  );
  body.addEventListener('mouseover', (e) => {
    const n = from(e.target);
    if (n) light(n);
  });
  document.addEventListener('focusin', (e) => {
    const n = from(e.target);
    if (n) light(n);
  });
  let wait;
  $('q').addEventListener('input', () => {
    clearTimeout(wait);
    wait = setTimeout(filter, 60);
  });
  $('clear').onclick = () => {
    $('q').value = '';
    filter();
    $('q').focus();
  };
  $('j').onclick = () => step(1);
  $('k').onclick = () => step(-1);
  $('J').onclick = () => step(1, blocking);
  $('K').onclick = () => step(-1, blocking);
  $('u').onclick = takeBack;
  $('save').onclick = save;
  $('help').onclick = () => {
    $('marks').open = true;
    $('marks').scrollIntoView();
    $('marks').querySelector('summary').focus();
  };
  addEventListener('hashchange', restore);
  addEventListener('popstate', restore);
  let reopened = [];
  addEventListener('beforeprint', () => {
    reopened = all('details:not([open])');
    reopened.forEach((d) => {
      d.open = true;
    });
  });
  addEventListener('afterprint', () =>
    reopened.forEach((d) => {
      d.open = false;
    }),
  );

  // --- previous and next in the order of the index, as it was sorted and filtered when this page was opened from it
  function neighbours() {
    const nav = $('index');
    if (!nav) return;
    try {
      const order = JSON.parse(sessionStorage.getItem('transcheck:order') ?? localStorage.getItem('transcheck:order'));
      const here = order.indexOf(decodeURI(location.pathname.split('/').pop()));
      if (here < 0) return;
      for (const [id, name] of [
        ['prev', order[here - 1]],
        ['next', order[here + 1]],
      ]) {
        const link = $(id);
        if (!link) continue;
        const url = name && new URL(encodeURI(name), location.href);
        link.hidden = !name;
        if (url && url.protocol === location.protocol && url.host === location.host) link.href = url.href;
      }
    } catch {
      /* no order kept: the links stay as they were written */
    }
  }

  all('.js').forEach((e) => {
    e.hidden = false;
  });
  $('author').value = store.get('transcheck:author') ?? '';
  $('keys').checked = store.get('transcheck:keys') !== '0';
  facets();
  cards.forEach((card, i) => {
    if (card.open) equip(card);
    if (decisions[findings[i].key]) paint(i);
  });
  progress();
  neighbours();
  if (location.hash) {
    restore();
    addEventListener('load', () => setTimeout(restore), {once: true}); // the browser goes to the card alone; its paragraph belongs to it
  }
})();
