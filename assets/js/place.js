// Opens the map of a question when it is asked for: what it needs is large and fetched only then. Without script, or
// where no map can be drawn, words and coordinates remain.

const offered = new WeakSet()

function offer (box) {
  if (offered.has(box)) return
  offered.add(box)
  const button = box.querySelector('[data-mc-open]')
  const panel = box.querySelector('[data-mc-panel]')
  const told = box.querySelector('[role=status]')
  const words = JSON.parse(box.dataset.mcWords)
  let close = null

  button.hidden = false
  if (!navigator.geolocation) box.querySelector('[data-mc-does=locate]')?.remove()
  const shut = () => {
    close?.()
    close = null
    panel.hidden = true
    button.setAttribute('aria-expanded', 'false')
    button.focus()
  }
  button.addEventListener('click', async () => {
    if (!panel.hidden) return shut()
    panel.hidden = false
    button.setAttribute('aria-expanded', 'true')
    told.textContent = words.loading
    try {
      const { pick } = await import(box.dataset.mcModule)
      close = await pick(box, panel)
      told.textContent = words.opened
    } catch (problem) {
      console.info('no map:', problem.message)
      panel.querySelector('[data-mc-canvas]').hidden = true
      for (const other of panel.querySelectorAll('[data-mc-does]')) other.hidden = true
      told.textContent = words.unable
    }
  })
  panel.addEventListener('keydown', (event) => { if (event.key === 'Escape') shut() })
  panel.querySelector('[data-mc-shut]').addEventListener('click', shut)
}

const look = (root) => { for (const box of root.querySelectorAll('[data-mc-place]')) offer(box) }
look(document)
document.addEventListener('mc:appeared', ({ detail }) => look(detail))
