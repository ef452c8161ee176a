/** Menus are `details`: they work by keyboard as they are, but should close like menus. */
export function closeMenusLikeMenus() {
  const open = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('details.menu[open]'));
  addEventListener('click', (event) => {
    for (const menu of open()) {
      const inside = event.target instanceof Node && menu.contains(event.target);
      const chosen = event.target instanceof Element && event.target.closest('.menu-items button');
      if (!inside || chosen) menu.open = false;
    }
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
}
