/** From this folder to the one with `modules.json`: on the site `www/` stands between, in the package nothing does. */
export const TO_ASSETS = '../../';
