// Keeps what is typed on a page of questions while it is typed, says so, and goes on trying when the network is gone.
// Without script the same answers are saved by the button; what two places have changed is shown in both cases.
import { forgetAll, unsaved } from './unsaved.js'

const REST = 800 // after the last keystroke
const PATIENCE = 15_000 // for one answer of the server
const OWN = ['tab', 'turn', 'seen', 'csrfmiddlewaretoken']
const PAUSES = [2, 4, 8, 15, 30].map((seconds) => seconds * 1000)

async function keep (form) {
  const told = form.querySelector('[data-mc-saved]')
  const loud = form.querySelector('[data-mc-saved-aloud]') // read out: only what asks for attention
  const words = JSON.parse(told.dataset.mcSaved)
  const store = await unsaved(location.pathname, told.dataset.mcSeal)
  let timer = 0
  let isTyped = false // something is not with the server yet
  let sending = null
  let failures = 0
  let isOver = false // filed, thrown away, or no longer ours: saving makes no sense any more
  let chosen = null // an answer from elsewhere that was taken over: not sent again

  // -- What is seen --

  const tell = (state, more = '') => {
    form.dataset.mcState = state
    const said = (words[state] ?? '').replace('{at}', more)
    told.replaceChildren(said)
    const isCalm = ['typed', 'saving', 'saved'].includes(state)
    if (!isCalm && loud.textContent !== said) loud.textContent = said
    else if (state === 'saved' && loud.textContent) loud.textContent = said
    if (state !== 'signed_out') return
    const link = document.createElement('a')
    link.className = 'govuk-link'
    link.href = told.dataset.mcSignIn
    link.textContent = words.sign_in
    told.append(' ', link)
  }

  // -- What is sent --

  const field = (name) => form.elements.namedItem(name)
  const entries = () => {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    return body
  }
  const bodyNow = () => {
    field('turn').value = Number(field('turn').value) + 1
    return entries()
  }
  /** What stands in the questions, without what changes by itself. */
  const answersNow = () => String(new URLSearchParams([...entries()].filter(([name]) => !OWN.includes(name))))
  let before = answersNow()

  const ask = async (method, body) => {
    const stop = new AbortController()
    const patience = setTimeout(() => stop.abort(), PATIENCE)
    try {
      return await fetch(told.dataset.mcSaving, {
        method, body, redirect: 'error', signal: stop.signal, headers: { Accept: 'application/json' },
      })
    } finally {
      clearTimeout(patience)
    }
  }

  /** Sends one page's words; gives the state it ends in. A token from before a sign-in elsewhere is renewed once. */
  const send = async (body, isSecond = false) => {
    let answer
    try {
      answer = await ask('POST', body)
    } catch {
      return { state: 'offline' }
    }
    if (answer.status === 403 && !isSecond) {
      const fresh = await ask('GET').catch(() => null)
      if (!fresh) return { state: 'offline' }
      if (!fresh.ok) return { state: fresh.status === 401 ? 'signed_out' : 'over' }
      const { token } = await fresh.json()
      for (const each of document.querySelectorAll('[name=csrfmiddlewaretoken]')) each.value = token
      body.set('csrfmiddlewaretoken', token)
      return send(body, true)
    }
    if (answer.status === 401) return { state: 'signed_out' }
    if (answer.status === 429 || answer.status >= 500) return { state: 'offline' }
    if (!answer.ok) return { state: 'over' }
    const news = await answer.json().catch(() => null)
    return news ? { state: news.conflicts.length ? 'conflict' : 'saved', news } : { state: 'offline' }
  }

  // -- When --

  /** Saves what stands in the fields, and again if more was typed meanwhile. Gives the state it ends in. */
  const save = async () => {
    clearTimeout(timer)
    if (isOver) return 'over'
    if (sending) return sending.then(() => (isTyped ? save() : form.dataset.mcState))
    isTyped = false
    const body = bodyNow()
    tell('saving')
    sending = (async () => {
      await store.lay(body.toString())
      return send(body)
    })()
    const { state, news } = await sending
    sending = null
    if (news) {
      failures = 0
      remember(news.marks)
      showConflicts(news.conflicts)
      // What the page's own logic cannot read (asking.js).
      form.dispatchEvent(new CustomEvent('mc:told', { detail: news.told }))
      if (!isTyped) store.clear()
    } else {
      isTyped = isTyped || state !== 'over'
      isOver = state === 'over'
      if (state === 'offline') timer = setTimeout(save, PAUSES[Math.min(failures++, PAUSES.length - 1)])
    }
    tell(state, news?.at)
    if (chosen && news) location.replace(location.href)
    return state
  }

  const remember = (marks) => {
    const seen = field('seen')
    seen.value = JSON.stringify({ ...JSON.parse(seen.value), ...marks })
  }

  const typed = ({ target }) => {
    if (target.type === 'file' || isOver) return
    // Leaving a field tells of a change as well, which was told while it was typed.
    const now = answersNow()
    if (now === before) return
    before = now
    isTyped = true
    if (form.dataset.mcState !== 'offline') tell('typed')
    clearTimeout(timer)
    timer = setTimeout(save, REST)
  }
  form.addEventListener('input', typed)
  form.addEventListener('change', typed)
  addEventListener('online', () => isTyped && save())
  document.addEventListener('visibilitychange', () => isTyped && document.hidden && save())
  for (const out of document.querySelectorAll('form[action$="/sign-out"]')) out.addEventListener('submit', () => { isOver = true; forgetAll() })

  // -- Going on: not while there is no network, since the browser would show its own error page. --

  let isLeaving = false
  form.addEventListener('submit', (event) => {
    if (isLeaving) return
    if (!isTyped && !sending && navigator.onLine) {
      field('turn').value = Number(field('turn').value) + 1
      return
    }
    event.preventDefault()
    const { submitter } = event
    save().then((state) => {
      if (state === 'offline') return told.scrollIntoView({ block: 'nearest' })
      isLeaving = true
      field('turn').value = Number(field('turn').value) + 1
      form.requestSubmit(submitter)
      setTimeout(() => { isLeaving = false }, REST)
    })
  })

  // -- What two places have changed: both values, and the choice --

  const showConflicts = (conflicts) => {
    for (const box of form.querySelectorAll('[data-mc-conflict]:not(template)')) box.remove()
    for (const { key, theirs, mark } of conflicts) {
      const place = form.querySelector(`[data-mc-asked="${key}"]`)
      if (!place) continue
      const box = form.querySelector('template[data-mc-conflict]').content.firstElementChild.cloneNode(true)
      box.querySelector('[data-mc-theirs]').textContent = theirs
      const [mine, other] = box.querySelectorAll('button')
      mine.addEventListener('click', () => {
        remember({ [key]: mark })
        box.remove()
        save()
      })
      other.addEventListener('click', () => {
        chosen = key
        for (const each of place.querySelectorAll(`[name="asked"][value="${key}"]`)) each.remove()
        save()
      })
      place.before(box)
    }
  }

  // -- Words of an earlier visit to this page that never arrived --

  const left = await store.take()
  if (left === null) return
  form.inert = true
  tell('saving')
  const body = new URLSearchParams(left)
  body.set('csrfmiddlewaretoken', field('csrfmiddlewaretoken').value)
  const { state, news } = await send(body)
  form.inert = false
  if (state === 'saved') {
    store.clear()
    return location.replace(location.href)
  }
  restore(form, body)
  if (news) {
    for (const name of ['tab', 'turn', 'seen']) field(name).value = body.get(name)
    remember(news.marks)
    showConflicts(news.conflicts)
    store.clear()
  } else if (state === 'over') {
    isOver = true
    store.clear()
  } else isTyped = true
  tell(state, news?.at)
  if (state === 'offline') timer = setTimeout(save, PAUSES[0])
}

/** Puts words back into the fields they were typed in, where those are there. */
function restore (form, body) {
  for (const each of form.elements) {
    if (!each.name.startsWith('q-') || each.name.endsWith('-rows') || ['file', 'submit', 'button'].includes(each.type)) continue
    const values = body.getAll(each.name)
    if (['radio', 'checkbox'].includes(each.type)) each.checked = values.includes(each.value)
    else if (values.length) each.value = values[0]
  }
  form.dispatchEvent(new Event('change'))
}

for (const form of document.querySelectorAll('form[data-mc-keeps]')) keep(form)
