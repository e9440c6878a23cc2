// The map that can be moved. It takes the place of the map that the server drew, shows everything that is filtered and
// not only the page's part, and asks nobody for tiles: outlines come with the program.
import { Map as MapLibre, NavigationControl, Popup, setWorkerUrl, type LngLatBoundsLike, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlasUrl from 'world-atlas/countries-50m.json?url';

setWorkerUrl(workerUrl);

interface Incident {
  id: string;
  title: string;
  place: { name: string; lat: number | null; lon: number | null } | null;
  figures: { killed?: { high: number | null } };
  discrepancies: unknown[];
}

type Points = GeoJSON.FeatureCollection<GeoJSON.Point>;

/** Puts the map into the figure. Rejects where the browser cannot show one; the figure is then as it was. */
export async function mount(figure: HTMLElement): Promise<void> {
  const [atlas, points] = await Promise.all([json<Topology<{ countries: GeometryCollection }>>(atlasUrl), pointsOf(figure.dataset.source ?? '')]);
  const drawn = figure.querySelector('svg');
  const home = document.createElement('div');
  home.className = 'livemap';
  home.setAttribute('role', 'region');
  home.setAttribute('aria-label', 'Map of the incidents');
  figure.prepend(home);
  const map = new MapLibre({ container: home, attributionControl: false, style: style(atlas, points), bounds: boundsOf(points), fitBoundsOptions: { padding: 60, maxZoom: 6 } });
  await map.once('load');
  drawn?.remove();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  openOnClick(map);
  figure.append(listButton(map));
  figure.dataset.ready = 'yes';
}

async function json<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.json()) as T;
}

async function pointsOf(source: string): Promise<Points> {
  const { incidents } = await json<{ incidents: Incident[] }>(source);
  const features = incidents.flatMap((i): Points['features'] => {
    if (i.place?.lat == null || i.place.lon == null) return [];
    const dead = i.figures.killed?.high ?? 0;
    const properties = { id: i.id, title: i.title, radius: Math.min(26, 5 + 2 * Math.sqrt(dead)), disputed: i.discrepancies.length > 0 };
    return [{ type: 'Feature', geometry: { type: 'Point', coordinates: [i.place.lon, i.place.lat] }, properties }];
  });
  return { type: 'FeatureCollection', features };
}

function boundsOf(points: Points): LngLatBoundsLike {
  const lons = points.features.map((f) => f.geometry.coordinates[0] ?? 0);
  const lats = points.features.map((f) => f.geometry.coordinates[1] ?? 0);
  if (lons.length === 0) return [-170, -55, 170, 70];
  return [Math.min(...lons) - 1, Math.min(...lats) - 1, Math.max(...lons) + 1, Math.max(...lats) + 1];
}

/** Colours as the page has them; the names are those of desk.css. */
function colour(name: string): string {
  const probe = document.createElement('span');
  probe.className = `ink-${name}`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function style(atlas: Topology<{ countries: GeometryCollection }>, points: Points): StyleSpecification {
  return {
    version: 8,
    sources: {
      countries: { type: 'geojson', data: feature(atlas, atlas.objects.countries) },
      incidents: { type: 'geojson', data: points },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colour('sea') } },
      { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': colour('land') } },
      { id: 'borders', type: 'line', source: 'countries', paint: { 'line-color': colour('border'), 'line-width': 0.8 } },
      {
        id: 'points',
        type: 'circle',
        source: 'incidents',
        paint: {
          'circle-radius': ['get', 'radius'],
          'circle-color': ['case', ['get', 'disputed'], colour('differ'), colour('plain')],
          'circle-opacity': 0.8,
          'circle-stroke-color': ['case', ['get', 'disputed'], colour('ink'), colour('land')],
          // A second sign beside the colour: accounts that differ have a broad rim.
          'circle-stroke-width': ['case', ['get', 'disputed'], 3, 1],
        },
      },
    ],
  };
}

function openOnClick(map: MapLibre): void {
  map.on('click', 'points', (event) => {
    const list = document.createElement('ul');
    for (const found of (event.features ?? []).slice(0, 8)) {
      const link = document.createElement('a');
      link.href = `/incidents/${encodeURIComponent(String(found.properties.id))}`;
      link.textContent = String(found.properties.title);
      const item = document.createElement('li');
      item.append(link);
      list.append(item);
    }
    new Popup({ maxWidth: '18rem' }).setLngLat(event.lngLat).setDOMContent(list).addTo(map);
  });
  map.on('mouseenter', 'points', () => (map.getCanvas().style.cursor = 'pointer'));
  map.on('mouseleave', 'points', () => (map.getCanvas().style.cursor = ''));
}

/** Filters the list by the circle that the map shows. */
function listButton(map: MapLibre): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'List what the map shows';
  button.addEventListener('click', () => {
    const centre = map.getCenter().wrap();
    const kilometres = Math.ceil(centre.distanceTo(map.getBounds().getNorthEast()) / 1000);
    const query = new URLSearchParams(location.search);
    query.delete('page');
    query.set('near', `${centre.lat.toFixed(3)},${centre.lng.toFixed(3)},${Math.min(20000, kilometres)}`);
    location.assign(`/incidents?${query}`);
  });
  return button;
}
