// Before the first paint, so that nobody in the dark is blinded by a white page.
(() => {
  const chosen = localStorage.getItem('autocura-theme');
  const dark = chosen ? chosen === 'dark' : !matchMedia('(prefers-color-scheme: light)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
