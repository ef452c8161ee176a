// The page, or the element alone for a frame in somebody else's page.
void (new URLSearchParams(location.search).has('embed') ? import('./embed/embed-page.js') : import('./main.js'));
