'use strict';
(() => {
  const INTERVAL = 2000;
  const KEPT = 150;
  const LEAST = 20;
  const HERE = location.href.replace(/[?#].*$/, '').replace(/\/$/, '');
  const ENDPOINT = new URL('cache', HERE).href;
  const byId = id => document.getElementById(id);

  // Everything that comes from the application becomes text, never markup.
  function el(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === 'on') {
        for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
      } else if (value !== null && value !== undefined && value !== false) {
        node.setAttribute(key, value === true ? '' : value);
      }
    }
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
  }

  function svg(name, attributes) {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  }

  // ---- asking

  class Problem extends Error {
    constructor(status, reason) {
      super(reason || {
        401: 'The application does not know who you are: sign in, and load this page again.',
        403: 'The application does not allow you to do that, or refuses requests without a CSRF token.',
        405: 'That is switched off here: management.endpoint.cache.access is read-only.'
      }[status] || 'The application answered with the status ' + status + '.');
      this.status = status;
    }
  }

  function cookie(name) {
    const found = document.cookie.split('; ').find(part => part.startsWith(name + '='));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
  }

  async function ask(path, method = 'GET', sent = undefined) {
    const headers = {Accept: 'application/json'};
    if (sent !== undefined) headers['Content-Type'] = 'application/json';
    const token = cookie('XSRF-TOKEN');
    if (method !== 'GET' && token) headers['X-XSRF-TOKEN'] = token;
    let response;
    try {
      response = await fetch(ENDPOINT + path, {
        method, headers, body: sent === undefined ? undefined : JSON.stringify(sent), credentials: 'same-origin', cache: 'no-store'
      });
    } catch (e) {
      throw new Problem(0, 'The application does not answer.');
    }
    const body = response.status === 204 ? null : await response.json().catch(() => null);
    if (!response.ok) throw new Problem(response.status, body && body.reason);
    return body;
  }

  const pathOf = cache => '/' + encodeURIComponent(cache);
  // Servers refuse some characters in a path.
  const queryOf = (cache, key) => pathOf(cache) + '?key=' + encodeURIComponent(key);
  const linkTo = (cache, key) => '#/' + encodeURIComponent(cache)
      + (key === undefined ? '' : '/' + encodeURIComponent(key));

  // ---- words

  const number = (value, digits = 0) =>
      value.toLocaleString('en', {minimumFractionDigits: digits, maximumFractionDigits: digits});
  const percent = value => value === null ? '–' : number(value * 100, value === 1 || value === 0 ? 0 : 1) + ' %';
  // Not every tier counts.
  const counted = value => value === null ? '–' : number(value);
  const millis = value => value === null ? '–' : value < 1000 ? number(value, value < 10 ? 1 : 0) + ' ms' : duration(value);

  function duration(ms) {
    if (ms < 1000) return number(ms) + ' ms';
    const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];
    let seconds = Math.round(ms / 1000);
    const words = [];
    for (const [unit, size] of units) {
      const count = Math.floor(seconds / size);
      if (count > 0 && words.length < 2) words.push(count + ' ' + unit);
      seconds %= size;
    }
    return words.join(' ');
  }

  function isoDuration(text) {
    const parts = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text || '');
    if (!parts) return text || '–';
    const [, d = 0, h = 0, m = 0, s = 0] = parts;
    const ms = ((Number(d) * 24 + Number(h)) * 60 + Number(m)) * 60000 + Number(s) * 1000;
    return ms === 0 ? '0 s' : duration(ms);
  }

  // ---- what the caches did lately

  const history = new Map();
  let caches = null;

  function take(answer) {
    const now = performance.now();
    for (const [name, cache] of Object.entries(answer.caches)) {
      const known = history.get(name) || {samples: [], last: null, at: 0};
      const is = cache.statistics;
      if (known.last) {
        const was = known.last;
        const more = field => Math.max(0, is[field] - was[field]);
        const hits = more('hits') + more('negativeHits') + more('staleHits');
        const reads = hits + more('misses');
        const loads = more('loads');
        known.samples.push({
          ratio: reads ? hits / reads : null,
          stale: reads ? more('staleHits') / reads : null,
          reads: reads * 1000 / (now - known.at),
          load: loads ? (is.loads * is.meanLoadMillis - was.loads * was.meanLoadMillis) / loads : null,
          size: cache.size
        });
        if (known.samples.length > KEPT) known.samples.shift();
      }
      known.last = is;
      known.at = now;
      history.set(name, known);
    }
    for (const name of [...history.keys()]) if (!(name in answer.caches)) history.delete(name);
    caches = answer.caches;
  }

  const samplesOf = name => (history.get(name) || {samples: []}).samples;

  function latest(name, field) {
    const samples = samplesOf(name);
    for (let i = samples.length - 1; i >= 0; i--) if (samples[i][field] !== null) return samples[i][field];
    return null;
  }

  // ---- charts

  function chart(most) {
    const image = svg('svg', {viewBox: '0 0 100 40', preserveAspectRatio: 'none', role: 'img'});
    const title = svg('title', {});
    const line = svg('polyline', {});
    image.append(title, svg('line', {x1: 0, y1: 40, x2: 100, y2: 40, class: 'axis'}), line);
    return {
      image,
      draw(values, text) {
        const top = most || Math.max(1e-9, ...values.filter(value => value !== null));
        const width = Math.max(LEAST, values.length) - 1;
        const points = [];
        let last = null;
        values.forEach((value, i) => {
          last = value === null ? last : value;
          if (last !== null) points.push((100 * (i + 1 + width - values.length) / width).toFixed(2) + ',' + (39 - 38 * last / top).toFixed(2));
        });
        line.setAttribute('points', points.join(' '));
        title.textContent = text;
      }
    };
  }

  function figure(name, field, most, words) {
    const drawn = chart(most);
    const value = el('strong', {});
    const node = el('figure', {}, el('figcaption', {}, name, value), drawn.image);
    return {
      node,
      update(cache) {
        const now = latest(cache, field);
        value.textContent = words(now);
        drawn.draw(samplesOf(cache).map(sample => sample[field]), name + ': ' + words(now));
      }
    };
  }

  // ---- asking people, and telling them

  function tell(problem) {
    byId('problem').hidden = !problem;
    byId('problem').textContent = problem || '';
  }

  function sure(question, answer) {
    const dialog = byId('sure');
    byId('question').textContent = question;
    byId('yes').textContent = answer;
    dialog.returnValue = 'no';
    dialog.showModal();
    return new Promise(resolve => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), {once: true}));
  }

  function action(text, question, request, then, danger) {
    const button = el('button', {type: 'button', class: danger && 'danger', on: {click: async () => {
      if (!await sure(question, text)) return;
      button.disabled = true;
      try {
        await request();
        tell(null);
        await then();
      } catch (e) {
        tell(e.message);
      } finally {
        button.disabled = false;
      }
    }}}, text);
    return button;
  }

  const busy = text => el('p', {class: 'empty'}, text);

  // ---- all caches

  function overview() {
    const body = el('tbody', {});
    const rows = new Map();
    const heads = [['Cache'], ['Hit ratio', 'number'], ['', 'optional'], ['Reads/s', 'number'], ['Load', 'number'],
      ['Stale', 'number optional'], ['Entries', 'number'], ['Failed loads', 'number optional'], ['Budget', 'number optional']];
    const table = el('div', {class: 'scroll'}, el('table', {},
        el('thead', {}, el('tr', {}, ...heads.map(([text, kind]) => el('th', {scope: 'col', class: kind}, text || el('span', {}))))), body));
    const node = el('div', {}, busy('Loading…'));

    function row(name) {
      const cells = heads.slice(1).map(([, kind]) => el('td', {class: kind}));
      const small = chart(1);
      cells[1].append(small.image);
      const made = {node: el('tr', {}, el('td', {class: 'wide'}, el('a', {href: linkTo(name)}, name)), ...cells), cells, small};
      rows.set(name, made);
      return made;
    }

    return {node, title: '', update() {
      if (!caches) return;
      const names = Object.keys(caches);
      if (names.length === 0) {
        node.replaceChildren(busy('There are no caches: no method has @ReadThrough, @CacheLoader or @Cacheable.'));
        return;
      }
      for (const [name, made] of rows) if (!(name in caches)) { made.node.remove(); rows.delete(name); }
      for (const name of names) {
        const made = rows.get(name) || row(name);
        if (!made.node.parentNode) body.append(made.node);
        const cache = caches[name];
        const words = [percent(latest(name, 'ratio')), null, number(latest(name, 'reads') || 0), millis(latest(name, 'load')),
          percent(latest(name, 'stale')), number(cache.size), number(cache.statistics.loadFailures),
          cache.freshness && cache.freshness.budget !== undefined && cache.freshness.budget !== null ? percent(cache.freshness.budget) : '–'];
        words.forEach((text, i) => { if (text !== null) made.cells[i].textContent = text; });
        made.small.draw(samplesOf(name).map(sample => sample.ratio), 'Hit ratio of ' + name + ': ' + words[0]);
      }
      if (table.parentNode !== node) node.replaceChildren(table);
    }};
  }

  // ---- one cache

  function facts(pairs) {
    return el('dl', {}, ...pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
        .flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
  }

  function freshness(measured) {
    if (!measured) return null;
    const words = number(measured.checked) + ' hits compared with fresh loads, ' + number(measured.stale) + ' of them wrong';
    return facts([
      ['Freshness', words],
      ['Objective', measured.objective === null || measured.objective === undefined ? null
          : percent(measured.objective) + ' right within ' + isoDuration(measured.within)],
      ['Budget left', measured.budget === null || measured.budget === undefined ? null : percent(measured.budget)],
      ['Advised ttl', measured.advisedTtl ? isoDuration(measured.advisedTtl) + ': the longest that would have kept the objective' : null]
    ]);
  }

  function one(name) {
    const charts = [figure('Hit ratio', 'ratio', 1, percent), figure('Load time', 'load', 0, millis),
      figure('Stale hits', 'stale', 1, percent), figure('Entries', 'size', 0, value => value === null ? '–' : number(value))];
    const about = el('div', {});
    const measured = el('div', {});
    const found = el('div', {}, busy('Loading…'));
    const prefix = el('input', {type: 'search', id: 'prefix', autocomplete: 'off', spellcheck: 'false'});
    const state = el('select', {id: 'state'}, ...['', 'fresh', 'stale', 'expired'].map(value => el('option', {value}, value || 'any')));
    const tier = el('select', {id: 'tier'});
    const tiers = el('label', {for: 'tier', hidden: true}, 'Tier', tier);
    const next = el('button', {type: 'button', disabled: true, on: {click: () => list(cursor)}}, 'Next page');
    let cursor = null;
    let wanted = {};
    let entries = [];
    let order = {field: null, up: true};
    const columns = [['key', 'Key', entry => entry.key], ['state', 'State', entry => entry.absent ? entry.state + ', absent' : entry.state],
      ['ageMillis', 'Age', entry => duration(entry.ageMillis), 'number'],
      ['freshForMillis', 'Fresh for', entry => entry.freshForMillis ? duration(entry.freshForMillis) : '–', 'number optional'],
      ['hits', 'Hits', entry => counted(entry.hits), 'number'],
      ['version', 'Version', entry => entry.version === null ? '–' : String(entry.version), 'number optional'],
      ['tags', 'Tags', entry => entry.tags.join(', '), 'optional']];

    function show() {
      if (entries.length === 0) {
        found.replaceChildren(busy(cursor ? 'None on this page. There may be more on the next.' : 'No entries.'));
        return;
      }
      const sorted = [...entries];
      if (order.field) {
        sorted.sort((a, b) => {
          const [x, y] = [a[order.field], b[order.field]].map(value => Array.isArray(value) ? value.join() : value);
          const compared = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en', {numeric: true});
          return order.up ? compared : -compared;
        });
      }
      const head = columns.map(([field, text, , kind]) => el('th', {scope: 'col', class: kind,
        'aria-sort': order.field === field ? (order.up ? 'ascending' : 'descending') : null},
          el('button', {type: 'button', on: {click: () => { order = {field, up: order.field === field ? !order.up : true}; show(); }}},
              text + (order.field === field ? (order.up ? ' ↑' : ' ↓') : ''))));
      found.replaceChildren(el('div', {class: 'scroll'}, el('table', {}, el('thead', {}, el('tr', {}, ...head)),
          el('tbody', {}, ...sorted.map(entry => el('tr', {}, ...columns.map(([field, , words, kind]) => field === 'key'
              ? el('td', {class: 'wide'}, el('a', {href: linkTo(name, entry.key)}, entry.key === '' ? '(empty)' : entry.key))
              : el('td', {class: [kind, field === 'state' ? entry.state : null].filter(Boolean).join(' ') || null}, words(entry)))))))));
    }

    async function list(from) {
      // A list goes on as it began, whatever stands in the form by now.
      if (!from) wanted = {prefix: prefix.value, state: state.value, tier: tier.value};
      const query = new URLSearchParams({limit: '50'});
      if (from) query.set('cursor', from);
      for (const [parameter, value] of Object.entries(wanted)) if (value) query.set(parameter, value);
      cursor = null;
      next.disabled = true;
      try {
        const answer = await ask(pathOf(name) + '?' + query);
        entries = answer.entries;
        cursor = answer.next;
        next.disabled = !cursor;
        tell(null);
        show();
      } catch (e) {
        found.replaceChildren(busy('Could not list the entries.'));
        tell(e.message);
      }
    }

    const search = el('form', {class: 'actions', role: 'search', on: {submit: event => { event.preventDefault(); list(null); }}},
        el('label', {for: 'prefix'}, 'Key begins with', prefix), el('label', {for: 'state'}, 'State', state), tiers,
        el('button', {type: 'submit'}, 'Search'), next);
    const node = el('div', {}, el('h2', {}, name), el('div', {class: 'charts'}, ...charts.map(each => each.node)), about, measured,
        el('h3', {}, 'Entries'), search, found,
        el('p', {class: 'actions'}, action('Invalidate all', 'Invalidate all entries of ' + name + '? Each is loaded once more when it is asked for.',
            () => ask(pathOf(name), 'DELETE'), () => list(null), true)));
    let described = false;
    list(null);
    return {node, title: name, update() {
      if (!caches) return;
      const cache = caches[name];
      if (!cache) {
        node.replaceChildren(el('h2', {}, name), busy('There is no such cache.'));
        return;
      }
      charts.forEach(each => each.update(name));
      if (!described) {
        about.append(facts([['Loaded by', cache.loader], ['Fresh for', isoDuration(cache.ttl)], ['Stale for', isoDuration(cache.staleTtl)],
          ['Tiers', cache.tiers.join(', ')], ['At most', number(cache.maximumSize) + ' entries'],
          ['Depends on', [...cache.dependsOn, ...cache.observed].join(', ')]]));
        tier.append(...cache.tiers.map(value => el('option', {value}, value)));
        tiers.hidden = cache.tiers.length < 2;
        described = true;
      }
      measured.replaceChildren(...[freshness(cache.freshness)].filter(Boolean));
    }};
  }

  // ---- one entry

  const EVENTS = {'loaded': 'Loaded', 'load-failed': 'Load failed', 'refused': 'Not stored', 'put': 'Put', 'shared-hit': 'Found in the shared tier',
    'served-stale': 'Served stale', 'found-stale': 'Found to be wrong', 'invalidated': 'Invalidated', 'cache-invalidated': 'Whole cache invalidated',
    'changed': 'Something it may depend on changed', 'heard': 'Another node told of a change'};

  // What goes on around it, and who keeps it from being stored.
  function guards({flight, fence}) {
    const who = holder => holder.node + ', for at most ' + duration(holder.leftMillis);
    const words = [
      ['Load', flight && flight.phase + ', since ' + duration(flight.ageMillis) + (flight.current ? '' : ', and will not be stored')],
      ['Changing', fence.changing ? 'a commit is under way here that changes what it is computed from' : null],
      ['Loaded for all by', fence.lease && who(fence.lease)],
      ['Being changed by', (fence.pending || []).map(who).join('; ')],
      ['Stored again in', fence.closedToOldMillis ? duration(fence.closedToOldMillis) + ', for sessions that were open at the last change' : null]
    ];
    return words.some(([, text]) => text) ? facts(words) : null;
  }

  function entryOf(name, key) {
    const shown = el('div', {}, busy('Loading…'));

    async function load() {
      try {
        const answer = await ask(queryOf(name, key) + '&explain=true');
        const entry = answer.entry;
        shown.replaceChildren(
            entry ? facts([['State', entry.absent ? entry.state + ': it says that there is no value' : entry.state],
              ['Loaded', new Date(entry.loadedAt).toLocaleString('en-GB') + ', ' + duration(entry.ageMillis) + ' ago'],
              ['Fresh for', entry.freshForMillis ? duration(entry.freshForMillis) : 'not any more'],
              ['Answers for', duration(entry.staleForMillis)], ['Hits', entry.hits === null ? null : number(entry.hits)],
              ['Version', entry.version === null ? null : String(entry.version)], ['Tier', entry.tier], ['Tags', entry.tags.join(', ')]])
              : busy(answer.flight ? 'It is being loaded.' : 'Nothing is cached under this key now.'),
            ...[guards(answer)].filter(Boolean),
            ...(entry && entry.value !== undefined
              ? [el('h3', {}, 'Value'), el('pre', {tabindex: '0'}, JSON.stringify(entry.value, null, 2))] : []),
            el('h3', {}, 'Story'),
            answer.story.length === 0 ? busy('Nothing is remembered.')
              : el('ol', {class: 'story'}, ...[...answer.story].reverse().map(episode => el('li', {},
                  el('time', {datetime: episode.at}, new Date(episode.at).toLocaleString('en-GB')),
                  el('strong', {class: episode.event}, EVENTS[episode.event] || episode.event),
                  episode.tookMillis === undefined ? null : ' in ' + millis(episode.tookMillis),
                  episode.detail ? el('p', {}, episode.detail) : null))));
        tell(null);
      } catch (e) {
        shown.replaceChildren(busy(e.status === 404 ? 'Nothing is cached under this key, and nothing is remembered of it.' : 'Could not load it.'));
        tell(e.status === 404 ? null : e.message);
      }
    }

    const node = el('div', {}, el('p', {}, el('a', {href: linkTo(name)}, '← ' + name)), el('h2', {}, key === '' ? '(empty)' : key),
        el('p', {class: 'actions'},
            action('Refresh', 'Load ' + key + ' now? Callers get what there is until it is there.', () => ask(pathOf(name), 'POST', {key}), load, false),
            action('Invalidate', 'Invalidate ' + key + '? It is loaded once more when it is asked for.', () => ask(queryOf(name, key), 'DELETE'), load, true)),
        shown);
    load();
    return {node, title: name + ' ' + key, update() {}};
  }

  // ---- the page

  let view = null;

  function route() {
    const parts = location.hash.replace(/^#\/?/, '').split('/').filter((part, i, all) => part !== '' || i === all.length - 1 && i > 0)
        .map(decodeURIComponent);
    const first = view === null;
    view = parts.length === 0 ? overview() : parts.length === 1 ? one(parts[0]) : entryOf(parts[0], parts[1]);
    document.title = (view.title ? view.title + ' · ' : '') + 'Caches';
    tell(null);
    byId('view').replaceChildren(view.node);
    view.update();
    if (!first) byId('view').focus();
  }

  let paused = false;

  async function poll() {
    if (!paused && !document.hidden) {
      try {
        take(await ask(''));
        byId('live').textContent = 'Live';
        view.update();
      } catch (e) {
        byId('live').textContent = 'Not live: ' + e.message;
        if (!caches && view.node.querySelector('.empty')) view.node.replaceChildren(busy(e.message));
      }
    }
    setTimeout(poll, INTERVAL);
  }

  byId('pause').addEventListener('click', () => {
    paused = !paused;
    byId('pause').setAttribute('aria-pressed', String(paused));
    byId('pause').textContent = paused ? 'Go on' : 'Pause';
    byId('live').textContent = paused ? 'Paused' : 'Live';
  });
  byId('where').textContent = location.host;
  addEventListener('hashchange', route);
  route();
  poll();
})();
