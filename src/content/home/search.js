// The search until the program is up, and where it never comes: the codes whose number begins with what is
// typed, or whose name holds it. Who knows the number waits for no program, and for no wall: this script has
// the names itself.
(function () {
  var root = document.documentElement, field = document.getElementById('q'), rows = [], shown = '';
  var codes = 'CODES'.split('|').map(function (code) {
    return code.split('/');
  });
  field.addEventListener('input', look);
  field.form.addEventListener('submit', open);
  // The field gets the focus right behind the first frame: for `autofocus` a browser lays the page out twice
  // before that. As with it, who is elsewhere in the page stays there.
  requestAnimationFrame(function () {
    setTimeout(function () {
      if (document.activeElement === document.body) field.focus({ preventScroll: true });
    });
  });
  var asked = new URLSearchParams(location.search).get('q') || '';
  // A number in the address the program answers alike.
  if (!field.value && /^[1-9]\d\d$/.test(asked)) field.value = asked;
  if (field.value) look();
  // The line that says that no program comes: what it would have taken from the address is looked up here.
  new MutationObserver(function () {
    if ('live' in root.dataset) return;
    // A program that was up, and has failed since, has taken it already.
    if (!field.value && !up) field.value = asked;
    look();
  }).observe(document.getElementById('trouble'), { attributes: true });
  function look() {
    if ('live' in root.dataset || !field.isConnected) return;
    var words = field.value.trim().toLowerCase().replace(/^(\d)xx$/, '$1');
    if (words !== shown) show(words);
    // The wall steps back, by style, and need not be laid out before the answer is seen; where no program will
    // mark what was found on it, it stays.
    root.toggleAttribute('data-searching', rows.length > 0 && document.getElementById('trouble').hidden);
  }
  function show(words) {
    shown = words;
    // As many as the program shows at first.
    rows = codes.filter(function (code) { return words && holds(code, words); }).slice(0, 7).map(row);
    var list = element('div', 'results');
    list.append.apply(list, rows);
    var said = words && !/^\d{3}$/.test(words) ? 'So far by number and name only' : '';
    document.querySelector('[data-finder=q]').replaceChildren(element('p', 'count', said), list);
  }
  function holds(code, words) {
    return code[0].indexOf(words) === 0 || code[1].toLowerCase().indexOf(words) !== -1;
  }
  function row(code) {
    var row = element('a', 'row');
    row.href = field.form.getAttribute('action') + code[0];
    row.dataset.class = code[0] < 600 ? code[0][0] + 'xx' : 'other';
    row.append(element('b', '', code[0]), ' ', element('span', 'name', code[1]));
    row.firstChild.translate = false;
    if (code[2]) row.append(' ', element('small', '', code[2]));
    return row;
  }
  function element(name, kind, text) {
    var made = document.createElement(name);
    made.className = kind;
    made.textContent = text || '';
    return made;
  }
  // The one answer is what is meant; of several the program knows which comes first.
  function open(event) {
    if (rows.length !== 1 || 'live' in root.dataset) return;
    event.preventDefault();
    rows[0].click();
  }
})();
