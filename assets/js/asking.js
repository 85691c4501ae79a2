// A page of questions that reacts while it is filled in: it shows what is asked now, hides what is not, and says what
// follows. The logic comes with the page and is the server's own; without script the server does the same.
import { shown } from './logic.js'

function react (form, told) {
  const { questions, answers } = JSON.parse(told.dataset.mcLogic)
  const places = placesIn(form, questions)

  const go = () => {
    const around = { answers }
    const found = shown(questions, typedIn(places, questions), around)
    const appeared = settle(places, questions, found)
    for (const question of questions) {
      if (!question.cells || !places.get(question.key)?.isShown) continue
      for (const row of places.get(question.key).node.querySelectorAll('[data-mc-row]')) {
        const cells = rowsPlaces(row, question.cells)
        const here = shown(question.cells, typedIn(cells, question.cells), { answers: found.counted }, 'item')
        appeared.push(...settle(cells, question.cells, here))
      }
    }
    if (appeared.length) told.textContent = `${told.dataset.mcAppeared} ${appeared.join(', ')}`
  }
  form.addEventListener('input', go)
  form.addEventListener('change', go)
  go()
}

// -- Where questions stand: a shown one in its own box, a hidden one as a box laid aside behind a mark. --

function placesIn (scope, questions) {
  const places = new Map()
  for (const { key } of questions) {
    const box = scope.querySelector(`[data-mc-asked="${key}"]`)
    if (box) places.set(key, placeOf(box))
  }
  return places
}

const kept = new WeakMap()

function rowsPlaces (row, cells) {
  if (!kept.has(row)) kept.set(row, placesIn(row, cells))
  return kept.get(row)
}

function placeOf (box) {
  const mark = document.createComment('')
  box.before(mark)
  if (!(box instanceof HTMLTemplateElement)) return { mark, node: box, isShown: true, isDressed: true }
  const node = document.createElement('div')
  node.dataset.mcAsked = box.dataset.mcAsked
  node.append(box.content)
  box.remove()
  return { mark, node, isShown: false, isDressed: false }
}

/** Shows and hides as the logic says; gives the labels of what came into sight. */
function settle (places, questions, { asked, values }) {
  const appeared = []
  for (const { key, live } of questions) {
    const place = places.get(key)
    if (!place) continue
    if (live && place.isShown !== asked.includes(key)) {
      place.isShown = !place.isShown
      if (place.isShown) {
        place.mark.after(place.node)
        // The page's own script gives it the comforts of every other question.
        if (!place.isDressed) document.dispatchEvent(new CustomEvent('mc:appeared', { detail: place.node }))
        place.isDressed = true
        appeared.push(place.node.querySelector('legend, label, .govuk-label')?.textContent.trim() ?? '')
      } else place.node.remove()
    }
    if (key in values) say(place.node.querySelector('output'), values[key])
  }
  return appeared
}

// -- What stands in the fields, by question and part. --

function typedIn (places, questions) {
  const typed = {}
  for (const { key } of questions) {
    const place = places.get(key)
    if (place) typed[key] = partsOf(place.node, key)
  }
  return typed
}

function partsOf (node, key) {
  const parts = {}
  for (const field of node.querySelectorAll('input, select, textarea')) {
    if (field.type === 'hidden' || field.type === 'file' || (['radio', 'checkbox'].includes(field.type) && !field.checked)) continue
    const part = field.name.slice(field.name.lastIndexOf(key) + key.length).replace(/^-/, '')
    ;(parts[part] ??= []).push(field.value)
  }
  return parts
}

// -- What follows, in words. --

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

function say (output, value) {
  if (!output) return
  const words = value === null ? '–' : written(value, output.dataset)
  if (output.textContent !== words) output.textContent = words
}

function written (value, { mcShape: shape, mcUnit: unit }) {
  const isEnglish = document.documentElement.lang.startsWith('en')
  switch (shape) {
    case 'money': return `${String(value).replace(/\B(?=(\d{3})+$)/g, '.')} đ`
    case 'yes_no': return value ? (isEnglish ? 'Yes' : 'Có') : (isEnglish ? 'No' : 'Không')
    case 'day': {
      const [year, month, day] = value.split('-')
      return isEnglish ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${Number(year)}` : `${day}/${month}/${year}`
    }
  }
  return unit ? `${value} ${unit}` : String(value)
}

for (const told of document.querySelectorAll('[data-mc-logic]')) react(told.closest('form'), told)
