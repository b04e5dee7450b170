// The search until the program is up, and where it never comes: the tiles whose number begins with what is
// typed, or whose name holds it. Who knows the number waits for no program.
(function () {
  var root = document.documentElement, field = document.getElementById('q'), rows = [], shown = '';
  field.addEventListener('input', look);
  field.form.addEventListener('submit', open);
  // The field gets the focus right behind the first frame: for `autofocus` a browser lays the page out twice
  // before that. As with it, who is elsewhere in the page stays there.
  requestAnimationFrame(function () {
    setTimeout(function () {
      if (document.activeElement === document.body) field.focus({ preventScroll: true });
    });
  });
  document.addEventListener('readystatechange', function () {
    if (document.readyState !== 'interactive') return;
    // What was typed before there were tiles; a number in the address, which the program answers alike.
    var asked = new URLSearchParams(location.search).get('q') || '';
    if (!field.value && /^[1-9]\d\d$/.test(asked)) field.value = asked;
    if (field.value) look();
  });
  // The line that says that no program comes: what it would have taken from the address is looked up here.
  new MutationObserver(function () {
    if ('live' in root.dataset) return;
    if (!field.value) field.value = new URLSearchParams(location.search).get('q') || '';
    look();
  }).observe(document.getElementById('trouble'), { attributes: true });
  function look() {
    if ('live' in root.dataset) return;
    var words = field.value.trim().toLowerCase().replace(/^(\d)xx$/, '$1');
    var tiles = words ? Array.from(document.querySelectorAll('[data-tile]')) : [];
    // As many as the program shows at first.
    tiles = tiles.filter(function (tile) { return holds(tile, words); }).slice(0, 7);
    var answer = [words].concat(tiles).join();
    if (answer === shown) return;
    shown = answer;
    rows = tiles.map(row);
    var list = document.createElement('div');
    list.className = 'results';
    list.append.apply(list, rows);
    // The wall steps back, by style, and need not be laid out before the answer is seen; where no program will
    // mark what was found on it, it stays.
    root.toggleAttribute('data-searching', rows.length > 0 && document.getElementById('trouble').hidden);
    var said = document.createElement('p');
    said.className = 'count';
    said.textContent = words && !/^\d{3}$/.test(words) ? 'So far by number and name only' : '';
    document.querySelector('[data-finder=q]').replaceChildren(said, list);
  }
  function holds(tile, words) {
    return tile.dataset.tile.indexOf(words) === 0 || tile.children[1].textContent.toLowerCase().indexOf(words) !== -1;
  }
  function row(tile) {
    var row = tile.cloneNode(true);
    row.className = 'row';
    row.children[1].className = 'name';
    row.dataset.class = tile.closest('[data-class]').dataset.class;
    row.removeAttribute('data-tile');
    return row;
  }
  // The one answer is what is meant; of several the program knows which comes first.
  function open(event) {
    if (rows.length !== 1 || 'live' in root.dataset) return;
    event.preventDefault();
    rows[0].click();
  }
})();
