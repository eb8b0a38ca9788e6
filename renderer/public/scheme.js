// Runs before the first paint so that a post set to dark never flashes white. Same key and values as Mantine's
// colour scheme manager; a page without storage follows the system.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem('vigie-scheme');
  } catch {
    stored = null;
  }
  const dark =
    stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
