// Comfort on top of pages that work without it. One module, no inline script, nothing from elsewhere.
import { Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink } from 'govuk-frontend'
import { offerCommunes } from './communes.js'
import { offerSuggestions } from './suggest.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

// Gives what stands below a node its comforts: the whole page now, questions that appear later when they do.
function dress (root) {
  for (const Component of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink]) {
    for (const element of root.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
      try {
        new Component(element)
      } catch (problem) {
        console.warn(problem) // a comfort that fails must not take the others along
      }
    }
  }
  for (const box of root.querySelectorAll('[data-mc-communes]')) offerCommunes(box)
}
dress(document)
document.addEventListener('mc:appeared', (event) => dress(event.detail))

// A refusal is read out and seen first, wherever it stands.
document.querySelector('[data-mc-focus]')?.focus()

// An error may be about several fields at once (a date, an address): its link leads to the first of them.
document.querySelector('.govuk-error-summary')?.addEventListener('click', (event) => {
  const box = document.getElementById(event.target.closest('a')?.hash.slice(1) ?? '')
  if (!box || box.matches('input, select, textarea')) return
  const field = [...box.querySelectorAll('input:not([type=hidden]), select, textarea')].find((one) => one.checkVisibility())
  if (!field) return
  event.preventDefault() // going to the fragment would take the focus away again
  box.scrollIntoView()
  field.focus({ preventScroll: true })
})

// What a page could not save yet lies sealed in this tab; signing out leaves none of it.
document.querySelector('form[action$="/sign-out"]')?.addEventListener('submit', () => sessionStorage.clear())

// Without a network a button would lead to the browser's own error page, away from what was typed or chosen.
document.addEventListener('submit', (event) => {
  const form = event.target
  // (A field may be called «method» and hide the form's own.)
  if (navigator.onLine || event.defaultPrevented || form.getAttribute('method') !== 'post') return
  event.preventDefault()
  const told = form.querySelector('[data-mc-no-network]') ?? form.appendChild(document.createElement('p'))
  told.dataset.mcNoNetwork = ''
  told.className = 'govuk-error-message'
  told.setAttribute('role', 'alert')
  told.textContent = document.body.dataset.mcNoNetwork
  addEventListener('online', () => told.remove(), { once: true })
})

for (const button of document.querySelectorAll('[data-mc-print]')) {
  button.addEventListener('click', () => window.print())
}
for (const form of document.querySelectorAll('[data-mc-suggest]')) offerSuggestions(form)
