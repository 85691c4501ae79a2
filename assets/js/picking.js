// A map to choose a point or go round an area on, by mouse, touch or keyboard. What is chosen stands in the page's
// own fields, latitude first; the map only writes there. Part of map.js, which is loaded when the map is opened.
import { AttributionControl, LngLatBounds, Map as Chart, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import { line, place, shapeAt, squareMetres, written } from './earth.js'

const NEAR = 16
const MOST = 100
const VIETNAM = [[102, 8], [110, 23.5]]
const EMPTY = { type: 'FeatureCollection', features: [] }

const sheet = (href) => document.querySelector(`link[href="${href}"]`) ?? new Promise((resolve, reject) => {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: resolve, onerror: reject })
  document.head.append(link)
})

export async function pick (box, panel) {
  if (!document.createElement('canvas').getContext('webgl2')) throw new Error('no WebGL 2')
  const { mcWorker, mcSheet, mcGround, mcPlace: shape } = box.dataset
  const words = JSON.parse(box.dataset.mcWords)
  const fields = fieldsOf(box)
  setWorkerUrl(new URL(mcWorker, location.href).href)
  const [answer] = await Promise.all([fetch(mcGround, { headers: { Accept: 'application/geo+json' } }), sheet(mcSheet)])
  if (!answer.ok) throw new Error(`${mcGround}: ${answer.status}`)
  const ground = await answer.json()

  const map = new Chart({
    container: panel.querySelector('[data-mc-canvas]'),
    style: { version: 8, sources: {}, layers: [{ id: 'sea', type: 'background', paint: { 'background-color': '#e7f1f8' } }] },
    bounds: boundsOf(ground.features, fields.commune?.value),
    fitBoundsOptions: { padding: 12 },
    locale: words.map,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }))
  map.addControl(new AttributionControl({ compact: false, customAttribution: ground.about?.source ?? '' }))
  await map.once('load')
  map.addSource('ground', { type: 'geojson', data: ground })
  map.addSource('chosen', { type: 'geojson', data: EMPTY })
  // Without boundaries there is a net of degrees, so that one sees where one is.
  if (!ground.features.length) {
    const paint = { 'line-color': '#596965', 'line-width': 0.5, 'line-opacity': 0.6 }
    for (const [id, step, minzoom] of [['degrees', 1, 0], ['tenths', 0.1, 7], ['hundredths', 0.01, 11]]) {
      map.addSource(id, { type: 'geojson', data: net(step) })
      map.addLayer({ id, type: 'line', source: id, minzoom, paint })
    }
  }
  map.addLayer({ id: 'land', type: 'fill', source: 'ground', paint: { 'fill-color': '#f7f5f0' } })
  map.addLayer({ id: 'borders', type: 'line', source: 'ground', paint: { 'line-color': '#596965', 'line-width': 0.8 } })
  map.addLayer({ id: 'area', type: 'fill', source: 'chosen', filter: ['==', '$type', 'Polygon'], paint: { 'fill-color': '#0b5d50', 'fill-opacity': 0.3 } })
  map.addLayer({ id: 'way', type: 'line', source: 'chosen', filter: ['!=', '$type', 'Point'], paint: { 'line-color': '#083f38', 'line-width': 2 } })
  map.addLayer({ id: 'points', type: 'circle', source: 'chosen', filter: ['==', '$type', 'Point'], paint: { 'circle-color': '#b42318', 'circle-radius': 7, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 } })

  const told = panel.querySelector('[role=status]')
  const middle = () => map.getCenter().toArray()
  const nameAt = (at) => {
    const properties = shapeAt(ground, at)?.properties
    return properties ? (document.documentElement.lang.startsWith('en') ? properties.name_en : properties.name) : ''
  }
  const says = (title, at) => { told.textContent = [`${title}: ${line(at)}`, nameAt(at)].filter(Boolean).join(' – ') }
  const tool = shape === 'area' ? areaTool(fields, words, says, told) : pointTool(fields, words, says, told)
  const show = () => map.getSource('chosen').setData(tool.shown())
  const choose = (at) => { tool.choose(at.map((degrees) => Number(written(degrees)))); show() }

  map.on('click', ({ lngLat }) => choose(lngLat.toArray()))
  map.on('moveend', ({ originalEvent }) => { if (originalEvent instanceof KeyboardEvent) says(words.middle, middle()) })
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault() // would otherwise send the form
    choose(middle())
  })
  const ended = new AbortController()
  const { signal } = ended
  const does = {
    choose: () => choose(middle()),
    back: () => { tool.back(); show() },
    clear: () => { tool.clear(); show() },
    locate: () => navigator.geolocation.getCurrentPosition(
      ({ coords }) => { const at = [coords.longitude, coords.latitude]; map.jumpTo({ center: at, zoom: NEAR }); choose(at) },
      () => { told.textContent = words.nowhere }, { enableHighAccuracy: true, timeout: 10000 }),
  }
  panel.addEventListener('click', (event) => does[event.target.closest('[data-mc-does]')?.dataset.mcDoes]?.(), { signal })
  for (const field of Object.values(fields)) field?.addEventListener('change', show, { signal })
  show()
  const before = tool.chosen()
  if (before.length === 1) map.jumpTo({ center: before[0], zoom: NEAR })
  else if (before.length) map.fitBounds(around(before), { padding: 60, animate: false })
  map.getCanvas().focus()
  return () => {
    ended.abort()
    map.remove()
  }
}

// -- What is chosen, in the fields and on the map. --

function fieldsOf (box) {
  const form = box.closest('form') ?? document
  const named = (part) => form.querySelector(`[name="${box.dataset.mcName}-${part}"]`)
  return { lat: named('lat'), lon: named('lon'), corners: named('corners'), commune: named('commune') }
}

function put (field, text) {
  field.value = text
  for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }))
}

const spot = (at) => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: at } })
const collection = (features) => ({ type: 'FeatureCollection', features })

function pointTool ({ lat, lon }, words, says, told) {
  const chosen = () => [place(`${lat.value} ${lon.value}`)].filter(Boolean)
  return {
    chosen,
    choose (at) {
      put(lat, written(at[1]))
      put(lon, written(at[0]))
      says(words.chosen, at)
    },
    back () { this.clear() },
    clear () {
      put(lat, '')
      put(lon, '')
      told.textContent = words.cleared
    },
    shown: () => collection(chosen().map(spot)),
  }
}

function areaTool ({ corners: field }, words, says, told) {
  const chosen = () => field.value.split('\n').map(place).filter(Boolean)
  const write = (corners) => put(field, corners.map(line).join('\n'))
  const size = (corners) => { if (corners.length > 2) told.textContent += `. ${words.about} ${squareMetres(corners).toLocaleString(document.documentElement.lang)} m²` }
  return {
    chosen,
    choose (at) {
      const corners = [...chosen(), at].slice(0, MOST)
      write(corners)
      says(`${words.chosen} ${corners.length}`, at)
      size(corners)
    },
    back () {
      const corners = chosen().slice(0, -1)
      write(corners)
      told.textContent = `${words.left} ${corners.length}`
      size(corners)
    },
    clear () {
      write([])
      told.textContent = words.cleared
    },
    shown () {
      const corners = chosen()
      const ring = [...corners, corners[0]]
      const shape = corners.length > 2 ? { type: 'Polygon', coordinates: [ring] } : { type: 'LineString', coordinates: corners }
      return collection([...(corners.length > 1 ? [{ type: 'Feature', properties: {}, geometry: shape }] : []), ...corners.map(spot)])
    },
  }
}

// -- Where to look first. --

/** A line every step of a degree over the frame of the country. */
function net (step) {
  const [[west, south], [east, north]] = [[102, 6], [118, 24]]
  const steps = (from, to) => Array.from({ length: Math.round((to - from) / step) + 1 }, (_, n) => from + n * step)
  const lines = [...steps(west, east).map((x) => [[x, south], [x, north]]), ...steps(south, north).map((y) => [[west, y], [east, y]])]
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: lines } }
}

const around = (points) => points.reduce((bounds, at) => bounds.extend(at), new LngLatBounds())

function boundsOf (features, commune) {
  if (!features.length) return VIETNAM
  const chosen = features.filter(({ properties }) => properties.code === commune)
  const rings = (chosen.length ? chosen : features).flatMap(({ geometry: { type, coordinates } }) => (type === 'MultiPolygon' ? coordinates : [coordinates]).map(([outer]) => outer))
  return around(rings.flat())
}
