// Comfort on top of pages that work without it. One module, no inline script, nothing from elsewhere.
import { Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink } from 'govuk-frontend'
import { offerCommunes } from './communes.js'
import { offerSuggestions } from './suggest.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const Component of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink]) {
  for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    try {
      new Component(element)
    } catch (problem) {
      console.warn(problem) // a comfort that fails must not take the others along
    }
  }
}

// A refusal is read out and seen first, wherever it stands.
document.querySelector('[data-mc-focus]')?.focus()

// An error may be about several fields at once (a date, an address): its link leads to the first of them.
document.querySelector('.govuk-error-summary')?.addEventListener('click', (event) => {
  const box = document.getElementById(event.target.closest('a')?.hash.slice(1) ?? '')
  if (box && !box.matches('input, select, textarea')) box.querySelector('input:not([type=hidden]), select, textarea')?.focus()
})

for (const button of document.querySelectorAll('[data-mc-print]')) {
  button.addEventListener('click', () => window.print())
}

for (const box of document.querySelectorAll('[data-mc-communes]')) offerCommunes(box)
for (const [number, form] of document.querySelectorAll('[data-mc-suggest]').entries()) offerSuggestions(form, number)
