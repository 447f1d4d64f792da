// Runs before the first paint, so that neither the colours nor the direction of the page jump.
// It is kept by browsers for a year: count its name up when it changes.
(function () {
  var root = document.documentElement;
  try {
    var scheme = localStorage.getItem('uphold-scheme') || 'light';
    if (scheme === 'auto') scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    root.setAttribute('data-mantine-color-scheme', scheme);
    if (localStorage.getItem('uphold-language') === 'ar') {
      root.lang = 'ar';
      root.dir = 'rtl';
    }
  } catch {
    // Storage may be closed to us; the defaults of the page then stand.
  }
})();
