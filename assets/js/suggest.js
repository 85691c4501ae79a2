// Suggestions under a search field, as a combobox with a list (ARIA 1.2). Without script it is a plain form.

const PAUSE = 150
const SHORTEST = 2

export function offerSuggestions (form, number) {
  const field = form.querySelector('input[type=search]')
  const list = document.createElement('ul')
  const status = document.createElement('div')
  let options = []
  let active = -1
  let timer = 0
  let asking = null

  list.id = `${field.id}-suggestions-${number}`
  list.className = 'mc-suggest'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', form.dataset.mcSuggestLabel)
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
  })) field.setAttribute(name, value)
  field.closest('.mc-search__row').append(list)
  form.append(status)

  const close = () => {
    clearTimeout(timer)
    asking?.abort()
    list.hidden = true
    active = -1
    field.setAttribute('aria-expanded', 'false')
    field.removeAttribute('aria-activedescendant')
  }

  const choose = (number) => {
    options[active]?.setAttribute('aria-selected', 'false')
    active = number
    const option = options[active]
    if (!option) return field.removeAttribute('aria-activedescendant')
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    field.setAttribute('aria-activedescendant', option.id)
  }

  const show = ({ says, items }) => {
    options = items.map((item, at) => {
      const option = document.createElement('li')
      const name = document.createElement('span')
      const words = document.createElement('span')
      option.id = `${list.id}-${at}`
      option.className = 'mc-suggest__item'
      option.dataset.href = item.href
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      name.className = 'mc-suggest__name'
      name.textContent = item.name
      words.className = 'mc-suggest__words'
      words.textContent = item.words
      option.append(name, ' ', words)
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
    const q = field.value
    asking?.abort()
    asking = new AbortController()
    try {
      const address = `${form.dataset.mcSuggest}?q=${encodeURIComponent(q)}`
      const answer = await fetch(address, { headers: { Accept: 'application/json' }, signal: asking.signal })
      if (answer.ok && field.value === q && document.activeElement === field) show(await answer.json())
    } catch {
      // Nobody needs suggestions to search: a lost network or a later letter ends them.
    }
  }

  field.addEventListener('input', () => {
    clearTimeout(timer)
    if (field.value.trim().length < SHORTEST) return close()
    timer = setTimeout(ask, PAUSE)
  })

  field.addEventListener('keydown', (event) => {
    const last = options.length - 1
    const moves = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last }
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key in moves && !list.hidden) {
      event.preventDefault()
      choose(moves[event.key])
    } else if (event.key === 'ArrowDown' && field.value.trim().length >= SHORTEST) {
      event.preventDefault()
      ask()
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      location.assign(options[active].dataset.href)
    }
  })

  list.addEventListener('mousedown', (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) location.assign(option.dataset.href)
  })
  field.addEventListener('blur', close)
}
