// One chart, live: the server's Vega specification drawn on a canvas. Expressions are interpreted, never
// compiled, so the page's policy needs no eval.
import { View, Warn, parse } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'

const NARROW = 640

export async function draw (box) {
  const picture = box.querySelector('picture')
  const place = document.createElement('div')
  place.className = 'mc-chart__live'
  place.setAttribute('role', 'img')
  place.setAttribute('aria-label', box.querySelector('img').alt)
  let view = null
  let said = ''

  const show = async () => {
    const size = box.clientWidth < NARROW ? 'narrow' : 'wide'
    const answer = await fetch(`${box.dataset.mcChart}&size=${size}`, { cache: 'no-cache', headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error(`chart: ${answer.status}`)
    const text = await answer.text()
    if (text === said) return
    said = text
    const { vega, numbers } = JSON.parse(text)
    const next = document.createElement('div')
    const made = new View(parse(vega, null, { ast: true }), {
      container: next,
      expr: expressionInterpreter,
      locale: { number: numbers },
      logLevel: Warn,
      renderer: 'canvas'
    })
    await made.runAsync()
    // The canvas is a picture with words of its own; what Vega says of its parts would be said twice.
    for (const part of next.querySelectorAll('[role]')) part.removeAttribute('role')
    next.removeAttribute('role')
    next.removeAttribute('aria-label')
    next.removeAttribute('aria-roledescription')
    next.setAttribute('aria-hidden', 'true')
    view?.finalize()
    view = made
    place.replaceChildren(next)
    if (!place.isConnected) {
      picture.after(place)
      picture.hidden = true
    }
  }
  await show()
  return () => show().catch(() => {})
}
