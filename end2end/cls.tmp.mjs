import { chromium } from 'playwright-core';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--disable-gpu'] });
const p = await (await b.newContext({viewport:{width:1280,height:720}})).newPage();
await p.addInitScript(() => { window.s=[]; new PerformanceObserver(l => { for (const e of l.getEntries()) s.push([e.value, e.startTime, e.sources.map(x => [x.node?.outerHTML?.slice(0,80), JSON.stringify(x.previousRect), JSON.stringify(x.currentRect)])]); }).observe({type:'layout-shift', buffered:true}); });
let go; await p.route('**/*.wasm', async r => { await new Promise(d => go = d); await r.continue(); });
await p.goto('http://127.0.0.1:8085/?q=proxy', {waitUntil:'commit'}); await p.waitForTimeout(1000); go(); await p.waitForTimeout(1500);
console.log(JSON.stringify(await p.evaluate(() => s), null, 1));
await b.close();
