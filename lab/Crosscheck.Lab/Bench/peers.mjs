// Tokens, names and numbers of the same texts by wink-nlp and compromise. usage: node peers.mjs TEXTS.json SECONDS
// Prints one JSON line a peer: CPU seconds a pass, and the peak of the resident memory in MB.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const seconds = Number(process.argv[3]);

function measure(name, version, read) {
  read(texts[0]);
  for (const text of texts.slice(0, 20)) read(text);
  const start = process.cpuUsage();
  let passes = 0;
  do {
    for (const text of texts) read(text);
    passes++;
  } while (process.cpuUsage(start).user < seconds * 1e6);
  const used = process.cpuUsage(start);
  console.log(JSON.stringify({ name, version, secondsPerPass: (used.user + used.system) / 1e6 / passes, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

const only = process.argv[4];
if (only === 'wink-nlp') {
  const model = require('wink-eng-lite-web-model');
  const nlp = require('wink-nlp')(model);
  const its = nlp.its;
  measure('wink-nlp', require('wink-nlp/package.json').version, text => {
    const doc = nlp.readDoc(text);
    doc.tokens().out(its.pos);
    doc.entities().out(its.detail);
  });
} else {
  const nlp = require('compromise');
  const compromise = nlp.default ?? nlp;
  measure('compromise', compromise.version ?? compromise.model?.().version ?? '', text => {
    const doc = compromise(text);
    doc.json({ terms: true });
    doc.topics().out('array');
    doc.numbers().json();
  });
}
