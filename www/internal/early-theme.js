// Runs before the first paint, so that neither a theme nor, in a frame, the whole page flashes.
if (new URLSearchParams(location.search).has('embed')) document.documentElement.dataset.embed = '';
else {
  try {
    const theme = localStorage.getItem('gantry-theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's theme is a good one too.
  }
}
