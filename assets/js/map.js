// The map of communes, to be moved and enlarged. Shapes and colours are the server's; nothing comes from
// elsewhere. Without WebGL, or before this is loaded, the drawing on the page is the map.
import { AttributionControl, LngLatBounds, Map as Chart, NavigationControl, Popup, setWorkerUrl } from 'maplibre-gl'

// The map on which a question is answered lies in the same file, as it needs the same large part.
export { pick } from './picking.js'

const sheet = (href) => new Promise((resolve, reject) => {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: resolve, onerror: reject })
  document.head.append(link)
})

const json = async (url, cache = 'default') => {
  const answer = await fetch(url, { cache, headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return answer.json()
}

const boundsOf = (shapes) => {
  const bounds = new LngLatBounds()
  for (const { geometry } of shapes.features) for (const part of geometry.coordinates) for (const point of part[0]) bounds.extend(point)
  return bounds
}

const coloured = (shapes, values) => {
  for (const feature of shapes.features) feature.properties = values.places[feature.properties.code] ?? { ...feature.properties, fill: values.none }
  return shapes
}

export async function draw (box) {
  if (!document.createElement('canvas').getContext('webgl2')) throw new Error('no WebGL 2')
  const { mcShapes, mcValues, mcWorker, mcSheet, mcWords } = box.dataset
  setWorkerUrl(new URL(mcWorker, location.href).href)
  const [shapes, values] = await Promise.all([json(mcShapes), json(mcValues, 'no-cache'), sheet(mcSheet)])
  const place = document.createElement('div')
  place.className = 'mc-map__live'
  const drawing = box.querySelector('[data-mc-drawing]')
  drawing.after(place)
  drawing.hidden = true
  const back = (problem) => { place.remove(); drawing.hidden = false; throw problem }

  let map
  try {
    map = new Chart({
      container: place,
      style: { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#f7f5f0' } }] },
      bounds: boundsOf(shapes),
      fitBoundsOptions: { padding: 12 },
      locale: JSON.parse(mcWords),
      attributionControl: false,
      cooperativeGestures: true,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false
    })
  } catch (problem) { return back(problem) }
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }))
  map.addControl(new AttributionControl({ compact: false, customAttribution: values.source }))
  await map.once('load')

  map.addSource('communes', { type: 'geojson', data: coloured(shapes, values) })
  map.addLayer({ id: 'fills', type: 'fill', source: 'communes', paint: { 'fill-color': ['get', 'fill'], 'fill-opacity': 0.85 } })
  map.addLayer({ id: 'lines', type: 'line', source: 'communes', paint: { 'line-color': '#45534f', 'line-width': 0.8 } })

  const told = new Popup({ closeButton: false, closeOnClick: false, className: 'mc-map__told' })
  map.on('mousemove', 'fills', ({ features: [{ properties }], lngLat }) => {
    map.getCanvas().classList.add('mc-map__pointed')
    const name = Object.assign(document.createElement('strong'), { textContent: properties.name })
    told.setLngLat(lngLat).setDOMContent(Object.assign(document.createElement('p'), {})).addTo(map)
    told.getElement().querySelector('p').append(name, document.createElement('br'), properties.says ?? '')
  })
  map.on('mouseleave', 'fills', () => { map.getCanvas().classList.remove('mc-map__pointed'); told.remove() })
  map.on('click', 'fills', ({ features: [{ properties }] }) => { if (properties.href) location.assign(properties.href) })

  return async () => {
    try { map.getSource('communes').setData(coloured(shapes, await json(mcValues, 'no-cache'))) } catch { /* the old colours stay */ }
  }
}
