// Prints name<TAB>flags from @faker-js/faker (1 given, 2 family) and @cspell/dict-people-names (4), names in Latin letters only.
import fs from 'node:fs'; import path from 'node:path';
const root = process.argv[2];
const flags = new Map();
const add = (n, f) => { if (typeof n !== 'string') return; for (const w of n.split(/[\s]+/)) { if (!/^[\p{Script=Latin}'’-]{2,}$/u.test(w) || !/^\p{Lu}/u.test(w)) continue; flags.set(w, (flags.get(w) ?? 0) | f); } };
const walk = (v, f) => { if (Array.isArray(v)) v.forEach(x => typeof x === 'object' && x && 'value' in x ? add(x.value, f) : walk(x, f)); else if (typeof v === 'string') add(v, f); else if (v && typeof v === 'object') Object.values(v).forEach(x => walk(x, f)); };
const faker = await import(path.resolve(root, '@faker-js/faker/dist/index.js'));
for (const locale of Object.values(faker.allLocales)) {
  const p = locale.person; if (!p) continue;
  walk(p.first_name, 1); walk(p.firstName, 1); walk(p.last_name, 2); walk(p.lastName, 2); walk(p.middle_name, 1);
}
for (const line of fs.readFileSync(path.resolve(root, '@cspell/dict-people-names/dict/people-names.txt'), 'utf8').split('\n')) if (!line.startsWith('#')) add(line.trim(), 4);
for (const [n, f] of [...flags].sort((a, b) => a[0] < b[0] ? -1 : 1)) console.log(`${n}\t${f}`);
