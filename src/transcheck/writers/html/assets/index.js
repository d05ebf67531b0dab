'use strict';
(() => {
  const $ = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll('tbody tr')];
  const heads = [...document.querySelectorAll('thead th')];
  const found = rows.map((r) => r.textContent.toLowerCase());
  const place = new Map(rows.map((r, i) => [r, i]));
  let by = -1,
    down = false;

  function cell(row, i) {
    const text = row.children[i].textContent;
    return heads[i].classList.contains('num') ? Number(text) : text.toLowerCase();
  }
  function order() {
    const sorted = [...rows];
    if (by >= 0)
      sorted.sort((a, b) => {
        const x = cell(a, by),
          y = cell(b, by);
        return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1) || place.get(a) - place.get(b);
      });
    document.querySelector('tbody').append(...sorted);
    heads.forEach((h, i) => {
      if (i === by) h.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      else h.removeAttribute('aria-sort');
    });
    keep();
  }
  function filter() {
    const words = $('q').value.toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    rows.forEach((r, i) => {
      const yes = words.every((w) => found[i].includes(w));
      r.hidden = !yes;
      if (yes) n++;
    });
    $('count').textContent = words.length ? n + ' of ' + rows.length : '';
    if (words.length) $('say').textContent = n + ' of ' + rows.length + ' articles';
    keep();
  }
  // The order as seen here is the order of “previous” and “next” on the pages; the address keeps it too.
  function keep() {
    const seen = [...document.querySelectorAll('tbody tr:not([hidden]) a')].map((a) => decodeURI(a.getAttribute('href')));
    for (const s of ['sessionStorage', 'localStorage']) {
      try {
        window[s].setItem('transcheck:order', JSON.stringify(seen));
      } catch {
        /* not kept */
      }
    }
    const state = new URLSearchParams();
    if (by >= 0) state.set('sort', (down ? '-' : '') + by);
    if ($('q').value.trim()) state.set('q', $('q').value.trim());
    history.replaceState(null, '', '#' + state);
  }
  heads.forEach((head, i) => {
    const button = document.createElement('button');
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.onclick = () => {
      const numeric = head.classList.contains('num');
      down = by === i ? !down : numeric;
      by = i;
      order();
    };
  });
  document.addEventListener('keydown', (e) => {
    if (e.key === '/' && !e.target.matches('input')) {
      $('q').focus();
      e.preventDefault();
    }
  });
  $('q').addEventListener('input', filter);
  document.querySelectorAll('.js').forEach((e) => {
    e.hidden = false;
  });
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.get('q')) {
    $('q').value = given.get('q');
    filter();
  }
  if (given.get('sort')) {
    by = Math.abs(Number(given.get('sort')));
    down = given.get('sort').startsWith('-');
    if (heads[by]) order();
    else by = -1;
  }
  keep();
})();
