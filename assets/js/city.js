// The city's pages live: numbers that change are fetched again, charts and maps come when they are seen.
// Everything is on the page without this; what is heavy is loaded only where it is needed.

const drawn = new Map()

const load = async (box) => {
  try {
    const { draw } = await import(box.dataset.mcModule)
    drawn.set(box, await draw(box))
  } catch (problem) {
    console.info('drawn by the server only:', problem.message) // the picture stays
  }
}

const spares = navigator.connection?.saveData
const boxes = spares ? [] : document.querySelectorAll('[data-mc-module]')
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    seen.unobserve(target)
    load(target)
  }
}, { rootMargin: '200px' })
for (const box of boxes) seen.observe(box)

// ---- news ----

const live = document.querySelector('[data-mc-live]')
const PAUSE = 1500 // changes come together; they are shown at once

const renew = async () => {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } })
  if (!answer.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const old of document.querySelectorAll('[data-mc-fresh]')) {
    const now = fresh.getElementById(old.id)
    if (now && now.innerHTML !== old.innerHTML && !old.contains(document.activeElement)) {
      old.replaceChildren(...document.importNode(now, true).childNodes)
    }
  }
  for (const redraw of drawn.values()) redraw?.()
}

// What the stream does not tell (what waits for those on duty) is asked for now and then.
const every = Number(live?.dataset.mcEvery)
if (every) setInterval(() => renew().catch(() => {}), every * 1000)

// Many watch the same page: each asks a moment later than the news, not all at once, and then rests.
const rest = 1000 * (Number(live?.dataset.mcRest) || 3)
const later = () => Math.max(PAUSE, asked + rest - Date.now()) + Math.random() * rest / 2
let asked = 0
let waiting = 0
const soon = () => {
  waiting ||= setTimeout(() => {
    waiting = 0
    if (document.hidden) return
    asked = Date.now()
    renew().catch(() => {})
  }, later())
}

if (live && 'EventSource' in window) {
  const news = new EventSource(live.dataset.mcLive)
  news.onmessage = soon
  news.onopen = () => { live.hidden = false }
  news.onerror = () => { live.hidden = true }
  addEventListener('pagehide', () => news.close())
  document.addEventListener('visibilitychange', soon)
}
