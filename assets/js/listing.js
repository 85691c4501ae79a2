// One of a long list: a search field that offers what it finds while one types (ARIA 1.2, combobox with a list). The page
// itself is asked, so every door that shows such a question answers too. Without script a button searches.
const PAUSE = 180
let count = 0

function list (box) {
  const name = box.dataset.mcList
  const field = box.querySelector('input')
  const plain = box.querySelector('[data-mc-plain]')
  const answer = document.createElement('input')
  const options = document.createElement('ul')
  const status = document.createElement('p')
  let found = []
  let active = -1
  let timer = 0
  let asking = null

  answer.type = 'hidden'
  answer.name = name
  answer.value = plain.querySelector('input:checked')?.value ?? ''
  plain.replaceWith(answer, status)
  if (!document.getElementById(name)) box.id = name // where the summary of errors leads
  if (!field.value) field.value = box.dataset.mcChosen ?? ''
  options.id = `mc-listing-${++count}`
  options.className = 'mc-suggest'
  options.hidden = true
  options.setAttribute('role', 'listbox')
  options.setAttribute('aria-label', box.dataset.mcLabel)
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  for (const [key, value] of Object.entries({
    role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': options.id,
  })) field.setAttribute(key, value)
  field.after(options)

  const close = () => {
    clearTimeout(timer)
    asking?.abort()
    options.hidden = true
    active = -1
    field.setAttribute('aria-expanded', 'false')
    field.removeAttribute('aria-activedescendant')
  }

  const point = (at) => {
    found[active]?.setAttribute('aria-selected', 'false')
    active = at
    const option = found[active]
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    field.setAttribute('aria-activedescendant', option.id)
  }

  const choose = (option) => {
    answer.value = option.dataset.code
    field.value = option.textContent
    close()
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }

  const show = (items) => {
    found = items.map(({ code, name: said }, at) => {
      const option = document.createElement('li')
      option.id = `${options.id}-${at}`
      option.className = 'mc-suggest__item'
      option.dataset.code = code
      option.textContent = said
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      return option
    })
    active = -1
    field.removeAttribute('aria-activedescendant')
    options.replaceChildren(...found)
    options.hidden = !found.length
    field.setAttribute('aria-expanded', String(Boolean(found.length)))
    status.textContent = found.length ? `${box.dataset.mcFound} ${found.length}` : box.dataset.mcNone
  }

  const ask = async () => {
    const words = field.value
    asking?.abort()
    asking = new AbortController()
    try {
      const address = `${location.pathname}?${new URLSearchParams({ list: name, words })}`
      const told = await fetch(address, { headers: { Accept: 'application/json' }, signal: asking.signal })
      const isList = told.ok && told.headers.get('Content-Type')?.startsWith('application/json')
      if (isList && field.value === words && document.activeElement === field) show((await told.json()).items)
    } catch {
      // What was typed is sent with the page: the server then searches, as it does without script.
    }
  }

  field.addEventListener('input', () => {
    answer.value = ''
    clearTimeout(timer)
    if (!field.value.trim()) return close()
    timer = setTimeout(ask, PAUSE)
  })
  field.addEventListener('keydown', (event) => {
    const last = found.length - 1
    const moves = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last }
    if (event.key === 'Escape' && !options.hidden) close()
    else if (event.key in moves && !options.hidden) point(moves[event.key])
    else if (event.key === 'ArrowDown' && field.value.trim()) ask()
    else if (event.key === 'Enter' && active >= 0 && !options.hidden) choose(found[active])
    else return
    event.preventDefault()
  })
  options.addEventListener('mousedown', (event) => event.preventDefault()) // the field keeps the focus
  options.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) choose(option)
  })
  field.addEventListener('blur', close)
}

const dress = (scope) => {
  for (const box of scope.querySelectorAll('[data-mc-list]')) if (box.querySelector('[data-mc-plain]')) list(box)
}
dress(document)
document.addEventListener('mc:appeared', (event) => dress(event.detail))
