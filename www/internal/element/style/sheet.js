/**
 * A style sheet for shadow trees. Made once per document and shared by all elements; a strict policy for styles has no
 * say in it, since nothing of it is markup.
 * @param {string} css
 */
export function sheetOf(css) {
  /** @type {CSSStyleSheet | undefined} */
  let sheet;
  return () => {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    return sheet;
  };
}
