// Choosing a province fills the communes at once; without script a button asks the server.

export function offerCommunes (box) {
  const province = box.querySelector('[data-mc-province]')
  const commune = box.querySelector('[data-mc-commune]')
  const empty = commune.options[0].text

  province.addEventListener('change', async () => {
    const asked = province.value
    const address = `${box.dataset.mcCommunes}?province=${encodeURIComponent(asked)}`
    commune.disabled = true
    try {
      const answer = asked ? await fetch(address, { headers: { Accept: 'application/json' } }) : null
      const found = answer?.ok ? await answer.json() : []
      if (province.value !== asked) return // a later choice is on its way
      commune.replaceChildren(new Option(empty, ''), ...found.map(([code, name]) => new Option(name, code)))
      if (found.length) box.classList.add('mc-address--filled')
    } finally {
      commune.disabled = false
    }
  })
}
