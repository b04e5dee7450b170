// The wall comes a class a frame, once the page is whole: a slow processor lays it out for as long as all else
// takes, and who types in between is answered first. Where nobody looks, and frames may not come, it comes at once.
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
    requestAnimationFrame(show);
  }
})();
