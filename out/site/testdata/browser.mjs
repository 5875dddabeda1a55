// Looks at pages in headless Chromium for the tests of package site: opens each page
// as phone and desktop, light and dark, runs axe-core on it, and uses filters and
// keyboard as a person would. Reads {browser, check, use} from standard input and
// prints what it found as JSON. Packages come from the folder in the first argument.
import { createRequire } from 'node:module';
const load = createRequire(process.argv[2] + '/');
const axe = load('axe-core').source;
let input = '';
for await (const chunk of process.stdin) input += chunk;
const { browser: executablePath, check, use } = JSON.parse(input);
const browser = await load('puppeteer-core').launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
const found = [];

// open shows a page and notes what its console says and what it asks for elsewhere.
async function open(address) {
  const page = await browser.newPage();
  const say = (what) => found.push(`${address}: ${what}`);
  page.on('console', (m) => say('console: ' + m.text()));
  page.on('pageerror', (e) => say('error: ' + e.message));
  page.on('request', (r) => { if (!/^(file|data):/.test(r.url())) say('asks for ' + r.url()); });
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  return { page, say };
}

for (const address of check) {
  const { page, say } = await open(address);
  await page.evaluate(axe);
  for (const width of [1280, 390]) {
    await page.setViewport({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) say(`${wide} wide on a screen of ${width}`);
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      const { violations } = await page.evaluate(() => axe.run(document, { preload: false }));
      for (const v of violations) say(`${width} ${scheme}: axe ${v.id} (${v.impact}): ${v.nodes[0].html} ${v.nodes[0].failureSummary}`);
    }
  }
  await page.close();
}

const state = () => ({
  count: document.querySelector('[data-count]').textContent,
  rows: [...document.querySelectorAll('tbody tr')].filter((r) => r.getClientRects().length > 0).length,
  hash: location.hash,
});
const focused = () => {
  const e = document.activeElement;
  const s = getComputedStyle(e);
  return { name: e.id || e.textContent.trim() || e.name || Object.keys(e.dataset).join(), tag: e.tagName, ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2, seen: e.getBoundingClientRect().right > 0 };
};

// steps uses the page of changes by keyboard only.
async function steps(address) {
  const { page } = await open(address);
  const key = async (...names) => { for (const n of names) await page.keyboard.press(n); };
  const seen = {};
  await key('Tab');
  seen.skip = await page.evaluate(focused);
  await key('Enter');
  seen.main = await page.evaluate(focused);
  await page.goto(address);
  seen.stops = [];
  for (let i = 0; i < 24; i++) {
    await key('Tab');
    seen.stops.push(await page.evaluate(focused));
  }
  seen.all = await page.evaluate(state);
  await page.focus('[data-words]');
  await page.keyboard.type(use.words);
  seen.words = await page.evaluate(state);
  await key('Tab', 'Tab', 'Tab');
  await page.keyboard.type('practice');
  seen.both = await page.evaluate(state);
  await page.reload();
  seen.again = await page.evaluate(state);
  await page.focus('[data-reset]');
  await key('Enter');
  seen.reset = await page.evaluate(state);
  await page.focus('[data-from]');
  await page.$eval('[data-from]', (e) => { e.value = '2999-01-01'; e.dispatchEvent(new Event('input', { bubbles: true })); });
  seen.none = await page.evaluate(state);
  await page.close();
  return seen;
}

const used = use ? await steps(use.address) : null;
await browser.close();
console.log(JSON.stringify({ found, used }));
