// A page of questions that reacts while it is filled in: it shows what is asked now, hides what is not, and says what
// follows. The logic comes with the page and is the server's own; without script the server does the same.
import { shown } from './logic.js'

const FIELDS = 'input, select, textarea'
const REST = 500 // after the last keystroke, before the server is asked to read
const aside = new Set() // what is not shown: it keeps what was typed into it
let isWaiting = false

function react (form, told) {
  const { questions, answers, told: before } = JSON.parse(told.dataset.mcLogic)
  const places = placesIn(form, questions)
  const rows = Object.fromEntries(questions.filter(({ cells }) => cells).map(({ key, cells }) => [key, rowsIn(places.get(key)?.node, cells)]))
  let read = before
  let unsure = null
  let timer = 0

  const go = () => {
    isWaiting = false
    const typed = typedIn(form.elements)
    for (const node of aside) typedIn(node.querySelectorAll(FIELDS), typed)
    const found = shown(questions, typed, { answers }, read)
    const appeared = settle(places, questions, found)
    for (const { key, cells } of questions) {
      for (const [n, here] of (found.rows[key] ?? []).entries()) if (rows[key]?.[n]) appeared.push(...settle(rows[key][n], cells, here))
    }
    if (appeared.length) told.textContent = `${told.dataset.mcAppeared} ${appeared.join(', ')}`
    wonder(JSON.stringify(found.unsure))
  }

  // What only the server can read it tells when it saves; where nothing is saved while typing, it is asked.
  const wonder = (now) => {
    const isNew = unsure !== null && unsure !== now
    unsure = now
    if (!isNew || 'mcKeeps' in form.dataset) return
    clearTimeout(timer)
    timer = setTimeout(ask, REST)
  }
  const ask = async () => {
    const body = new URLSearchParams([...new FormData(form)].filter(([, each]) => typeof each === 'string'))
    body.append('read', 'on')
    const asked = unsure
    try {
      const answer = await fetch(form.getAttribute('action') || location.href, { method: 'POST', body, redirect: 'error', headers: { Accept: 'application/json' } })
      if (answer.ok && asked === unsure) hear((await answer.json()).told)
    } catch {} // without a network the button tells
  }
  const hear = (news) => {
    read = news
    go()
  }
  form.addEventListener('mc:told', ({ detail }) => hear(detail))
  form.addEventListener('input', go)
  form.addEventListener('change', go)
  // What was not hidden while somebody was in it.
  form.addEventListener('focusout', () => isWaiting && setTimeout(go))
  go()
}

// -- Where questions stand: a shown one in its own box, a hidden one as a box laid aside behind a mark. --

function placesIn (scope, questions, row = null) {
  const places = new Map()
  for (const { key } of questions) {
    const box = [...scope.querySelectorAll(`[data-mc-asked="${key}"]`)].find((each) => each.closest('[data-mc-row]') === row)
    if (box) places.set(key, placeOf(box))
  }
  return places
}

const rowsIn = (node, cells) => [...node?.querySelectorAll('[data-mc-row]') ?? []].map((row) => placesIn(row, cells, row))

function placeOf (box) {
  const mark = document.createComment('')
  box.before(mark)
  if (!(box instanceof HTMLTemplateElement)) return { mark, node: box, isShown: true, isDressed: true }
  const node = document.createElement('div')
  node.dataset.mcAsked = box.dataset.mcAsked
  node.append(box.content)
  box.remove()
  aside.add(node)
  return { mark, node, isShown: false, isDressed: false }
}

/** Shows and hides as the logic says; gives the labels of what came into sight. */
function settle (places, questions, { asked, values }) {
  const appeared = []
  for (const { key, live } of questions) {
    const place = places.get(key)
    if (!place) continue
    if (live && place.isShown !== asked.includes(key)) {
      if (!place.isShown) {
        place.mark.after(place.node)
        aside.delete(place.node)
        // The page's own script gives it the comforts of every other question.
        if (!place.isDressed) document.dispatchEvent(new CustomEvent('mc:appeared', { detail: place.node }))
        place.isDressed = place.isShown = true
        appeared.push(place.node.querySelector('legend, label, .govuk-label')?.textContent.trim() ?? '')
      } else if (place.node.contains(document.activeElement)) isWaiting = true
      else {
        place.node.remove()
        aside.add(place.node)
        place.isShown = false
      }
    }
    if (Object.hasOwn(values, key)) say(place.node.querySelector('output'), values[key])
  }
  return appeared
}

// -- What stands in the fields: q-key-part, in rows q-key-0-cell-part. --

function typedIn (fields, typed = Object.create(null)) {
  for (const field of fields) {
    const { name, type } = field
    if (!name.startsWith('q-') || type === 'file' || type === 'submit' || type === 'button' || ((type === 'radio' || type === 'checkbox') && !field.checked)) continue
    const [, key, part = '', cell, inner = ''] = name.split('-')
    let parts = typed[key] ??= {}
    if (cell) parts = (parts[part] ??= Object.create(null))[cell] ??= {}
    ;(parts[cell ? inner : part] ??= []).push(field.value)
  }
  return typed
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
