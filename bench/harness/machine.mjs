/** @import { Browser } from 'playwright-core' */
import { cpus, release, type } from 'node:os';

/**
 * On what it was measured.
 * @param {Browser} browser
 * @param {string} url a page from this computer, since others may not use WebGPU
 */
export async function machine(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  const adapter = await page.evaluate(async () => {
    // While the browser still starts its process for the card, it has none to give.
    const found = (await navigator.gpu?.requestAdapter()) ?? (await navigator.gpu?.requestAdapter());
    return found ? [found.info.vendor, found.info.architecture, found.info.description].filter(Boolean).join(' ') : 'none';
  });
  await page.close();
  return { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, system: `${type()} ${release()}`, chromium: browser.version(), adapter };
}
