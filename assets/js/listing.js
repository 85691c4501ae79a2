// One of a long list: a search field that offers what it finds while one types. The page itself is asked, so every door
// that shows such a question answers too. Without script a button searches.
import { offer } from './combobox.js'

function list (box) {
  const name = box.dataset.mcList
  const field = box.querySelector('input')
  const plain = box.querySelector('[data-mc-plain]')
  const answer = document.createElement('input')
  const status = document.createElement('p')

  answer.type = 'hidden'
  answer.name = name
  answer.value = plain.querySelector('input:checked')?.value ?? ''
  plain.replaceWith(answer, status)
  if (!document.getElementById(name)) box.id = name // where the summary of errors leads
  if (!field.value) field.value = box.dataset.mcChosen ?? ''

  offer({
    field,
    status,
    after: (options) => field.after(options),
    label: box.dataset.mcLabel,
    pause: 180,
    shortest: 1,
    typed: () => { answer.value = '' },
    choose (option) {
      answer.value = option.dataset.code
      field.value = option.textContent
      field.dispatchEvent(new Event('change', { bubbles: true }))
    },
    async find (words, how) {
      const told = await fetch(`${location.pathname}?${new URLSearchParams({ list: name, words })}`, how)
      if (!told.ok || !told.headers.get('Content-Type')?.startsWith('application/json')) return null
      const items = (await told.json()).items.map(({ code, name: said }) => {
        const option = document.createElement('li')
        option.dataset.code = code
        option.textContent = said
        return option
      })
      return { items, says: items.length ? `${box.dataset.mcFound} ${items.length}` : box.dataset.mcNone }
    },
  })
}

const dress = (scope) => {
  for (const box of scope.querySelectorAll('[data-mc-list]')) if (box.querySelector('[data-mc-plain]')) list(box)
}
dress(document)
document.addEventListener('mc:appeared', (event) => dress(event.detail))
