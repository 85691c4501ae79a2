// A text field that offers what is found while one types: a combobox with a list (ARIA 1.2).
let count = 0

/**
 * `field` is typed into, `options` shown after `after`, `status` tells a screen reader what came of it. `find` gives
 * options, elements to choose from, and what is said of them, or nothing where there is no answer; it may be given up
 * by its signal. `typed` is told of each change, `choose` of what was chosen. Escape closes, arrows move, Enter chooses.
 */
export function offer ({ field, after, label, status, pause, shortest, find, choose, typed = () => {} }) {
  const list = document.createElement('ul')
  let options = []
  let active = -1
  let timer = 0
  let asking = null

  list.id = `mc-options-${++count}`
  list.className = 'mc-suggest'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', label)
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  })) field.setAttribute(name, value)
  after(list)

  const isLong = () => field.value.trim().length >= shortest

  const close = () => {
    clearTimeout(timer)
    asking?.abort()
    list.hidden = true
    active = -1
    field.setAttribute('aria-expanded', 'false')
    field.removeAttribute('aria-activedescendant')
  }

  const point = (at) => {
    options[active]?.setAttribute('aria-selected', 'false')
    active = at
    const option = options[active]
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    field.setAttribute('aria-activedescendant', option.id)
  }

  const take = (option) => {
    close()
    choose(option)
  }

  const show = ({ items, says }) => {
    options = items.map((option, at) => {
      option.id = `${list.id}-${at}`
      option.className = 'mc-suggest__item'
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      return option
    })
    active = -1
    field.removeAttribute('aria-activedescendant')
    list.replaceChildren(...options)
    list.hidden = !options.length
    field.setAttribute('aria-expanded', String(Boolean(options.length)))
    status.textContent = says
  }

  const ask = async () => {
    const words = field.value
    asking?.abort()
    asking = new AbortController()
    try {
      const found = await find(words, { headers: { Accept: 'application/json' }, signal: asking.signal })
      if (found && field.value === words && document.activeElement === field) show(found)
    } catch {
      // Without it the form is sent as it is, and the server searches: a lost network or a later letter ends it.
    }
  }

  field.addEventListener('input', () => {
    typed()
    clearTimeout(timer)
    if (!isLong()) return close()
    timer = setTimeout(ask, pause)
  })
  field.addEventListener('keydown', (event) => {
    const last = options.length - 1
    const moves = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last }
    if (event.key === 'Escape' && !list.hidden) close()
    else if (event.key in moves && !list.hidden) point(moves[event.key])
    else if (event.key === 'ArrowDown' && isLong()) ask()
    else if (event.key === 'Enter' && active >= 0 && !list.hidden) take(options[active])
    else return
    event.preventDefault()
  })
  list.addEventListener('mousedown', (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) take(option)
  })
  field.addEventListener('blur', close)
}
