// Suggestions under a search field, which lead to what they name. Without script it is a plain form.
import { offer } from './combobox.js'

export function offerSuggestions (form) {
  const field = form.querySelector('input[type=search]')
  const status = document.createElement('div')
  form.append(status)

  offer({
    field,
    status,
    after: (options) => field.closest('.mc-search__row').append(options),
    label: form.dataset.mcSuggestLabel,
    pause: 150,
    shortest: 2,
    choose: (option) => location.assign(option.dataset.href),
    async find (words, how) {
      const answer = await fetch(`${form.dataset.mcSuggest}?q=${encodeURIComponent(words)}`, how)
      if (!answer.ok) return null
      const { says, items } = await answer.json()
      return { says, items: items.map(drawn) }
    },
  })
}

function drawn (item) {
  const option = document.createElement('li')
  option.dataset.href = item.href
  for (const part of ['name', 'words']) {
    const words = document.createElement('span')
    words.className = `mc-suggest__${part}`
    words.textContent = item[part]
    option.append(words, part === 'name' ? ' ' : '')
  }
  return option
}
