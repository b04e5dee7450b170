// The wall comes a class at a time, once the page is whole: a slow processor lays it out for as long as all else
// takes. Behind the first class each waits until there is nothing else to do, so that what somebody types, and
// the start of the program, come before it. Where nobody looks it comes at once.
(function () {
  var root = document.documentElement;
  root.dataset.partial = '';
  document.addEventListener('readystatechange', function () {
    if (document.readyState === 'interactive') show();
  });
  function show() {
    var next = document.querySelector('.tiles:not([data-shown])');
    if (!next || document.hidden) return delete root.dataset.partial;
    next.dataset.shown = '';
    idle(show);
  }
})();
