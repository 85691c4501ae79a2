// A field to draw a signature in, with finger, pen or mouse. It adds to the typed name and is never needed: who cannot
// draw has signed by typing. What is sent are lines over 600 by 200 points, and nothing else.
const WIDTH = 600
const HEIGHT = 200
const LONGEST = 6000

function sign (box) {
  const field = box.querySelector('input')
  const canvas = document.createElement('canvas')
  const clear = document.createElement('button')
  const status = document.createElement('p')
  const pen = canvas.getContext('2d')
  let isDown = false
  let last = null

  Object.assign(canvas, { width: WIDTH, height: HEIGHT, className: 'mc-sign__field' })
  canvas.setAttribute('role', 'img')
  Object.assign(clear, { type: 'button', className: 'mc-link-button', textContent: box.dataset.mcClear })
  Object.assign(status, { className: 'govuk-hint' })
  status.setAttribute('role', 'status')
  const label = document.createElement('p')
  Object.assign(label, { className: 'govuk-hint', textContent: box.dataset.mcLabel })
  box.prepend(label, canvas)
  box.append(status, clear)
  Object.assign(pen, { lineWidth: 3, lineCap: 'round', lineJoin: 'round' })

  const tell = () => {
    const words = field.value ? box.dataset.mcDone : box.dataset.mcEmpty
    canvas.setAttribute('aria-label', words)
    status.textContent = words
    clear.hidden = !field.value
  }
  const draw = () => {
    pen.clearRect(0, 0, WIDTH, HEIGHT)
    pen.stroke(new Path2D(field.value))
  }
  const at = (event) => {
    const frame = canvas.getBoundingClientRect()
    const along = (part, whole, most) => Math.max(0, Math.min(most - 1, Math.round(part / whole * most)))
    return [along(event.clientX - frame.left, frame.width, WIDTH), along(event.clientY - frame.top, frame.height, HEIGHT)]
  }
  const add = (sign, point) => {
    const step = `${sign}${point.join(' ')}`
    if (field.value.length + step.length > LONGEST) return
    field.value += step
    last = point
    draw()
  }

  canvas.addEventListener('pointerdown', (event) => {
    isDown = true
    canvas.setPointerCapture(event.pointerId)
    add('M', at(event))
    event.preventDefault()
  })
  canvas.addEventListener('pointermove', (event) => {
    if (!isDown) return
    const point = at(event)
    // Fewer points than the eye sees make the same line.
    if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) > 4) add('L', point)
  })
  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, () => {
      if (!isDown) return
      isDown = false
      tell()
      field.dispatchEvent(new Event('change', { bubbles: true }))
    })
  }
  clear.addEventListener('click', () => {
    field.value = ''
    draw()
    tell()
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
  draw()
  tell()
}

const dress = (scope) => {
  for (const box of scope.querySelectorAll('[data-mc-sign]')) if (!box.querySelector('canvas')) sign(box)
}
dress(document)
document.addEventListener('mc:appeared', (event) => dress(event.detail))
