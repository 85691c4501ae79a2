// Sends files piece by piece, so that a lost network loses nothing, and says of each how far it is.
// Without script the same files come with the page.

const PIECE = 512 * 1024
const PAUSES = [1, 2, 5, 10, 20, 30].map((seconds) => seconds * 1000)
const PATIENCE = 60_000 // for one piece
const LOOK = 2000 // between two questions whether a file has been checked
const LOOKS = 90

const rest = (time) => new Promise((resolve) => {
  const done = () => {
    clearTimeout(timer)
    removeEventListener('online', done)
    resolve()
  }
  const timer = setTimeout(done, time)
  addEventListener('online', done)
})

function offer (box) {
  const words = JSON.parse(box.dataset.mcWords)
  const photos = box.querySelector('[data-mc-photos]')
  const field = box.querySelector('input[type=file]:not([data-mc-photos])')
  const { form, name } = field
  const most = Number(box.dataset.mcMost)
  const largest = Number(box.dataset.mcMax) * 1024 * 1024
  const address = box.dataset.mcUpload
  const aloud = box.querySelector('[data-mc-aloud]')
  let queue = Promise.resolve()
  let busy = 0

  // -- What is seen --

  const list = () => {
    const found = box.querySelector('.mc-files')
    if (found) return found
    const made = document.createElement('ul')
    made.className = 'mc-files'
    box.querySelector('.mc-upload').append(made)
    return made
  }

  const part = (tag, className, text = '') => {
    const made = document.createElement(tag)
    made.className = className
    made.textContent = text
    return made
  }

  const sized = (size) => size < 1024 * 1024
    ? `${Math.max(1, Math.round(size / 1024))} kB`
    : `${(size / 1024 / 1024).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`

  const draw = (title, size) => {
    const item = part('li', 'mc-files__item')
    const body = part('span', 'mc-files__body')
    const facts = part('span', 'mc-files__facts', `${sized(size)} · `)
    const state = part('span', 'mc-files__state')
    const says = part('span', 'mc-files__says')
    const remove = part('button', 'mc-link-button', words.remove)
    state.dataset.mcState = says.dataset.mcSays = ''
    remove.type = 'button'
    remove.append(part('span', 'govuk-visually-hidden', ` ${title}`))
    facts.append(state)
    body.append(part('span', 'mc-files__name', title), facts, says)
    item.append(body, remove)
    list().append(item)
    return { item, remove, title, isGone: false }
  }

  const tell = (item, standing, text, says = '') => {
    const state = item.querySelector('[data-mc-state]')
    state.className = `mc-files__state mc-files__state--${standing}`
    state.textContent = text
    item.querySelector('[data-mc-says]').textContent = says
    item.dataset.mcStanding = standing
  }

  /** What became of a document, as the server tells; too many pages for this question are no fit. */
  const judge = (item, told) => {
    const over = Number(box.dataset.mcPages) && told.pages > Number(box.dataset.mcPages) && told.state !== 'refused'
    const says = over ? words.too_long.replace('{n}', told.pages) : told.says
    const standing = over ? 'refused' : told.state
    tell(item, standing, standing === 'waiting' ? words.checking : words[standing], says)
    return says
  }

  const announce = (row, text) => {
    aloud.textContent = `${row.title}: ${text}`
  }

  // -- What is sent --

  const token = () => form.elements.namedItem('csrfmiddlewaretoken').value

  const renew = async () => {
    const where = form.querySelector('[data-mc-saving]')?.dataset.mcSaving
    const answer = where && await fetch(where, { headers: { Accept: 'application/json' }, redirect: 'manual' }).catch(() => null)
    if (!answer?.ok) return
    const fresh = (await answer.json()).token
    for (const each of document.querySelectorAll('[name=csrfmiddlewaretoken]')) each.value = fresh
  }

  /** Asks until there is an answer that means something; says meanwhile why it waits. */
  const ask = async (row, where, options, again = null) => {
    for (let failures = 0; ; failures++) {
      if (row.isGone) return null
      const stop = new AbortController()
      const patience = setTimeout(() => stop.abort(), PATIENCE)
      let answer = null
      try {
        answer = await fetch(where, {
          ...options, redirect: 'manual', signal: stop.signal, headers: { 'X-CSRFToken': token(), ...options.headers },
        })
      } catch {
        tell(row.item, 'paused', words.offline)
      } finally {
        clearTimeout(patience)
      }
      if (answer && answer.type !== 'opaqueredirect' && ![403, 429].includes(answer.status) && answer.status < 500) return answer
      if (answer?.status === 403) await renew()
      else if (answer) tell(row.item, 'paused', answer.type === 'opaqueredirect' ? words.signed_out : words.offline)
      if (failures === 0 && row.item.dataset.mcStanding === 'paused') announce(row, row.item.querySelector('[data-mc-state]').textContent)
      await rest(PAUSES[Math.min(failures, PAUSES.length - 1)])
      // Whether the last piece arrived before the network went, only the server knows.
      if (again && options.method === 'PATCH') return again()
    }
  }

  const refuse = async (row, answer) => {
    const told = await answer.json().catch(() => ({}))
    tell(row.item, 'refused', words.refused, told.says ?? words.broken)
    announce(row, told.says ?? words.broken)
    return null
  }

  /** Sends one file whole; gives what the server says of the document, or null. */
  const send = async (row, file, told) => {
    const body = new FormData()
    body.append('name', file.name)
    body.append('size', file.size)
    const begun = await ask(row, address, { method: 'POST', body })
    if (!begun) return null
    if (!begun.ok) return refuse(row, begun)
    const { address: where } = await begun.json()
    row.where = where
    const look = () => ask(row, where, { method: 'HEAD' })
    let offset = 0
    for (;;) {
      told(offset)
      const answer = await ask(row, where, {
        method: 'PATCH',
        body: file.slice(offset, offset + PIECE),
        headers: { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) },
      }, look)
      if (!answer) return null
      if (answer.headers.get('Content-Type')?.includes('json') && answer.ok) return answer.json()
      if (answer.status === 409) offset = (await answer.json()).offset ?? offset
      else if (!answer.ok) return refuse(row, answer)
      else offset = Number(answer.headers.get('Upload-Offset'))
    }
  }

  const percent = (row, all) => (sent) => tell(row.item, 'sending', words.sending.replace('{n}', Math.floor(sent / all * 100)))

  // -- What has come --

  const follow = async (item, where) => {
    let before = ''
    for (let looks = 0; looks < LOOKS && item.isConnected; looks++) {
      await rest(LOOK)
      const answer = await fetch(where, { headers: { Accept: 'application/json' }, redirect: 'manual' }).catch(() => null)
      if (!answer?.ok) continue
      const told = await answer.json()
      const says = judge(item, told)
      if (says && says !== before) aloud.textContent = `${told.name}: ${says}`
      before = says
      if (told.state !== 'waiting') return
    }
  }

  const take = (row, told) => {
    if (!told) return
    if (most === 1) {
      // A new file takes the place of the old.
      for (const each of box.querySelectorAll(`.mc-files__item, input[name="${name}-document"]`)) if (each !== row.item) each.remove()
    }
    const held = document.createElement('input')
    held.type = 'hidden'
    held.name = `${name}-document`
    held.value = told.document
    box.append(held)
    row.remove.type = 'submit'
    row.remove.name = `${name}-remove`
    row.remove.value = told.sha256
    row.remove.formNoValidate = true
    row.remove.setAttribute('formaction', `#${name}`)
    announce(row, judge(row.item, told) || words.received)
    held.dispatchEvent(new Event('change', { bubbles: true })) // whoever keeps the page keeps this too
    if (told.state === 'waiting') follow(row.item, told.address)
  }

  const begin = (title, size, work) => {
    const row = draw(title, size)
    row.remove.addEventListener('click', () => {
      if (row.remove.type === 'submit') return
      row.isGone = true
      row.item.remove()
      if (row.where) fetch(row.where, { method: 'DELETE', headers: { 'X-CSRFToken': token() } }).catch(() => {})
    })
    tell(row.item, 'waiting', words.waiting)
    busy++
    queue = queue.then(() => work(row)).then((told) => take(row, told)).catch(() => {
      tell(row.item, 'refused', words.refused, words.broken)
    }).finally(() => { busy-- })
  }

  const wrong = (title, size, says) => {
    const row = draw(title, size)
    row.remove.addEventListener('click', () => row.item.remove())
    tell(row.item, 'refused', words.refused, says)
    announce(row, says)
  }

  const standing = () => [...box.querySelectorAll('.mc-files__item')].filter((item) => item.dataset.mcStanding !== 'refused').length

  field.addEventListener('change', () => {
    const chosen = [...field.files]
    field.value = ''
    for (const [number, file] of chosen.entries()) {
      if (!file.size) wrong(file.name, 0, words.empty)
      else if (file.size > largest) wrong(file.name, file.size, words.too_large)
      else if (most > 1 ? standing() >= most : number > 0) wrong(file.name, file.size, words.too_many)
      else begin(file.name, file.size, (row) => send(row, file, percent(row, file.size)))
    }
  })

  photos?.addEventListener('change', () => {
    const chosen = [...photos.files]
    photos.value = ''
    const all = chosen.reduce((sum, file) => sum + file.size, 0)
    if (!chosen.length) return
    const title = chosen.length > 1 ? words.photos.replace('{n}', chosen.length) : chosen[0].name
    if (all > largest) return wrong(title, all, words.too_large)
    if (most > 1 && standing() >= most) return wrong(title, all, words.too_many)
    begin(title, all, async (row) => {
      const documents = []
      let before = 0
      for (const file of chosen) {
        const told = await send(row, file, (sent) => percent(row, all)(before + sent))
        if (!told) return null
        documents.push(told)
        before += file.size
      }
      if (documents.length === 1) return documents[0]
      const body = new FormData()
      body.append('name', title)
      for (const each of documents) body.append('document', each.document)
      const answer = await ask(row, address.replace(/uploads$/, 'documents'), { method: 'POST', body })
      if (!answer) return null
      return answer.ok ? answer.json() : refuse(row, answer)
    })
  })

  // -- Going on waits for what is being sent --

  form.addEventListener('submit', (event) => {
    if (!busy || event.submitter?.name.endsWith('-remove')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    aloud.textContent = words.busy
    aloud.classList.remove('govuk-visually-hidden')
    const { submitter } = event
    queue.then(() => {
      aloud.classList.add('govuk-visually-hidden')
      if (!box.querySelector('[data-mc-standing=refused]')) form.requestSubmit(submitter)
    })
  }, { capture: true })

  for (const item of box.querySelectorAll('[data-mc-file]')) {
    follow(item, `${address.replace(/uploads$/, 'documents')}/${item.dataset.mcFile}`)
  }
}

function dress (root) {
  for (const box of root.querySelectorAll('[data-mc-upload]')) offer(box)
}
dress(document)
document.addEventListener('mc:appeared', (event) => dress(event.detail))
