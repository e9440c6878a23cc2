// Writes Desk/Assets/world.bin: country outlines for the map that the server draws. Run by hand: npm run world.
// From world-atlas (Natural Earth, public domain), 1:50m. Format: for each ring the number of its points, then each
// point's difference to the one before in hundredths of a degree, longitude first; all numbers as zigzag varints.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';

const require = createRequire(import.meta.url);
const topology = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json')));
const bytes = [];
const put = (n) => {
  let z = n < 0 ? -2 * n - 1 : 2 * n;
  while (z > 127) {
    bytes.push((z & 127) | 128);
    z >>>= 7;
  }
  bytes.push(z);
};
for (const country of feature(topology, topology.objects.countries).features) {
  const polygons = country.geometry.type === 'Polygon' ? [country.geometry.coordinates] : country.geometry.coordinates;
  for (const [outer] of polygons) {
    const points = outer.map(([lon, lat]) => [Math.round(lon * 100), Math.round(lat * 100)]);
    const kept = points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
    const [west, east] = [Math.min(...kept.map((p) => p[0])), Math.max(...kept.map((p) => p[0]))];
    if (kept.length < 4 || east - west < 8) continue;
    put(kept.length);
    let [x, y] = [0, 0];
    for (const [lon, lat] of kept) {
      put(lon - x);
      put(lat - y);
      [x, y] = [lon, lat];
    }
  }
}
writeFileSync(new URL('../../Desk/Assets/world.bin', import.meta.url), Uint8Array.from(bytes));
console.log(`${bytes.length} bytes`);
