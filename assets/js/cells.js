// A table to fill in: columns add up while it is filled in, and the arrows up and down go from row to row.
// Numbers are read as the server reads them; without script it adds up after saving.
import { answerOf } from './logic.js'

const offered = new WeakSet()

function offer (table) {
  if (offered.has(table)) return
  offered.add(table)
  const column = (name) => [...table.querySelectorAll(`[data-mc-cell="${name}"]`)]

  const add = () => {
    for (const output of table.querySelectorAll('output[data-mc-total]')) {
      const { mcTotal: name, mcKind: kind, mcUnit: unit } = output.dataset
      const numbers = column(name).map((field) => answerOf({ kind }, { '': [field.value] })).filter((found) => found !== null)
      const total = numbers.reduce((sum, number) => sum + number, 0n)
      const words = kind === 'money' ? `${String(total).replace(/\B(?=(\d{3})+$)/g, '.')} đ` : unit ? `${total} ${unit}` : String(total)
      if (output.textContent !== words) output.textContent = words
    }
  }
  table.addEventListener('input', add)
  table.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    const name = event.target.dataset?.mcCell
    if (!step || !name || event.altKey || event.target.tagName === 'SELECT') return
    const cells = column(name)
    const next = cells[cells.indexOf(event.target) + step]
    if (!next) return
    event.preventDefault()
    next.focus()
    next.select?.()
  })
  add()
}

const look = (root) => { for (const table of root.querySelectorAll('[data-mc-cells]')) offer(table) }
look(document)
document.addEventListener('mc:appeared', ({ detail }) => look(detail))
