// Points and areas as the server's own rules write them; what people typed is read only to draw it.

const RADIUS = 6371007.2
const PLACES = 6

/** `21.0285`: as short as it can be said. */
export const written = (degrees) => degrees.toFixed(PLACES).replace(/\.?0+$/, '').replace(/^-0$/, '0')

/** Latitude first, as people and map programs say it. */
export const line = ([longitude, latitude]) => `${written(latitude)}, ${written(longitude)}`

/** `[longitude, latitude]` of a line written so; null for anything else, which the server may still understand. */
export function place (text) {
  const found = /^\s*([0-9]{1,2}(?:\.[0-9]+)?)\s*[,;\s]\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*$/.exec(text)
  return found ? [Number(found[2]), Number(found[1])] : null
}

/** The surface within corners (the first not again at the end), in whole square metres, on a sphere. */
export function squareMetres (corners) {
  const radians = (degrees) => degrees * Math.PI / 180
  let total = 0
  corners.forEach(([longitude, latitude], n) => {
    const [longitudeThere, latitudeThere] = corners[(n + 1) % corners.length]
    total += radians(longitudeThere - longitude) * (2 + Math.sin(radians(latitude)) + Math.sin(radians(latitudeThere)))
  })
  return Math.round(Math.abs(total) * RADIUS * RADIUS / 2)
}

/** The shape of a GeoJSON collection that a point lies in. */
export const shapeAt = (shapes, at) => shapes.features.find(({ geometry }) => lies(geometry, at))

function lies ({ type, coordinates }, at) {
  const polygons = type === 'MultiPolygon' ? coordinates : [coordinates]
  return polygons.some(([outer, ...holes]) => within(outer, at) && !holes.some((hole) => within(hole, at)))
}

function within (ring, [x, y]) {
  let inside = false
  ring.forEach(([x1, y1], n) => {
    const [x2, y2] = ring[(n || ring.length) - 1]
    if ((y1 > y) !== (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) inside = !inside
  })
  return inside
}
