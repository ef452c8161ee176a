/**
 * Menus are `details`: they work by keyboard as they are, but should close like menus.
 * @param {Document | ShadowRoot} root
 * @param {AbortSignal} [signal] until then
 */
export function closeMenusLikeMenus(root, signal) {
  const open = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (root.querySelectorAll('details.menu[open]'));
  const close = (/** @type {Event} */ event) => {
    // Outside of a shadow tree its elements all look like their host.
    const [target] = event.composedPath();
    for (const menu of open()) {
      const inside = target instanceof Node && menu.contains(target);
      const chosen = target instanceof Element && target.closest('.menu-items button');
      if (!inside || chosen) menu.open = false;
    }
  };
  const escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  };
  addEventListener('click', close, { signal });
  addEventListener('keydown', escape, { signal });
}
