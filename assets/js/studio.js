// Line numbers beside the text editor, and the way to a line; the editor works without them.
for (const box of document.querySelectorAll('[data-mc-editor]')) {
  const text = box.querySelector('textarea')
  const numbers = document.createElement('div')
  numbers.className = 'mc-editor__numbers'
  numbers.setAttribute('aria-hidden', 'true')
  box.prepend(numbers)
  let shown = 0
  const draw = () => {
    const count = text.value.split('\n').length
    if (count === shown) return
    shown = count
    numbers.textContent = Array.from({ length: count }, (_, n) => n + 1).join('\n')
  }
  const follow = () => {
    numbers.style.height = `${text.offsetHeight}px`
    numbers.scrollTop = text.scrollTop
  }
  text.addEventListener('input', draw)
  text.addEventListener('scroll', follow)
  new ResizeObserver(follow).observe(text)
  draw()
  const line = Number(box.dataset.mcLine)
  if (line > 0) {
    const lines = text.value.split('\n')
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    text.focus()
    text.setSelectionRange(start, start + (lines[line - 1] ?? '').length)
    text.scrollTop = Math.max(0, (line - 6) * parseFloat(getComputedStyle(text).lineHeight))
  }
}
