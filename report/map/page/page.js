/* What makes the page of a map answer. Without it, all of the page can still be read. */
;(() => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  document.documentElement.classList.add('js')
  const stacks = [...document.querySelectorAll('.stack')].map(bringToLife)
  pickByAddress()
  addEventListener('hashchange', pickByAddress)
  addEventListener('keydown', (event) => {
    const isTyping = event.target.closest?.('input, select, textarea')
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    const search = document.querySelector('.filters input[type=search]')
    if (!search) return
    event.preventDefault()
    search.focus()
  })

  function pickByAddress() {
    const id = decodeURIComponent(location.hash.slice(1))
    for (const stack of stacks) if (stack.go(id)) document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
  }

  function bringToLife(stack) {
    const drawing = liveDrawing(stack, (id) => pick(id))
    const details = liveDetails(stack)
    const list = liveList(stack, (found) => drawing?.sift(found))

    function pick(id) {
      if (!details.show(id)) return false
      drawing?.mark(id)
      list.mark(id)
      return true
    }
    function clear() {
      const isLost = document.activeElement?.closest('.thing-about')
      details.clear()
      drawing?.clear()
      list.mark('')
      remember(location.pathname + location.search)
      if (isLost) stack.querySelector('.stage, .things a')?.focus()
    }
    stack.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#"]')
      const id = link?.getAttribute('href').slice(1) ?? ''
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !pick(id)) return
      event.preventDefault()
      remember(`#${id}`)
      drawing?.go()
      if (event.detail === 0 || !link.closest('.finder')) details.focus(id)
      else details.reveal(id)
    })
    stack.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') clear()
      const thing = event.target.closest('.drawing .thing')
      if (!thing || (event.key !== 'Enter' && event.key !== ' ')) return
      event.preventDefault()
      pick(thing.dataset.node)
      remember(`#${thing.dataset.node}`)
      drawing.go()
      details.focus(thing.dataset.node)
    })
    stack.querySelector('[data-do=clear]')?.addEventListener('click', clear)
    return {
      go(id) {
        const isHere = pick(id)
        if (isHere) drawing?.go()
        return isHere
      },
    }
  }

  function remember(hash) {
    history.replaceState(null, '', hash)
  }

  function liveDetails(stack) {
    const articles = new Map([...stack.querySelectorAll('.thing-about')].map((article) => [article.id, article]))
    let shown = []
    const clear = () => {
      for (const article of shown) article.classList.remove('picked')
      shown = []
    }
    const behavior = calm ? 'auto' : 'smooth'
    return {
      clear,
      show(id) {
        const article = articles.get(id)
        if (!article) return false
        clear()
        shown = [article, articles.get(article.dataset.with ?? '')].filter(Boolean)
        for (const each of shown) each.classList.add('picked')
        return true
      },
      focus(id) {
        articles.get(id)?.focus({ preventScroll: true })
        articles.get(id)?.scrollIntoView({ block: 'nearest', behavior })
      },
      reveal(id) {
        const { top } = articles.get(id)?.getBoundingClientRect() ?? { top: 0 }
        const isNarrow = matchMedia('(max-width: 820px)').matches
        if (top > innerHeight - 160 || top < 0) scrollBy({ top: top - (isNarrow ? 12 : innerHeight * 0.5), behavior })
      },
    }
  }

  function liveList(stack, sift) {
    const form = stack.querySelector('.filters')
    const items = [...stack.querySelectorAll('.things li')]
    const [search, kind, said] = ['input[type=search]', 'select', '.shown'].map((name) => form.querySelector(name))
    const levels = [...form.querySelectorAll('input[type=checkbox]')]
    const idOf = (item) => item.firstElementChild.getAttribute('href').slice(1)
    form.hidden = false
    const filter = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
      const wanted = new Set(levels.filter((level) => level.checked).map((level) => level.value))
      const found = items.filter((item) => {
        const { sought, kind: is, level } = item.dataset
        const fits = (kind.value === '' || kind.value === is) && wanted.has(level)
        item.hidden = !(fits && words.every((word) => sought.includes(word)))
        return !item.hidden
      })
      said.textContent =
        found.length === items.length ? `All ${items.length} shown` : `${found.length} of ${items.length} shown`
      sift(found.length === items.length ? null : new Set(found.map(idOf)))
    }
    form.addEventListener('input', filter)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      items.find((item) => !item.hidden)?.firstElementChild.click()
    })
    stack.querySelector('.things').addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step === undefined) return
      event.preventDefault()
      const seen = items.filter((item) => !item.hidden)
      const at = seen.indexOf(event.target.closest('li'))
      seen[Math.min(Math.max(at + step, 0), seen.length - 1)]?.firstElementChild.focus()
    })
    filter()
    return {
      mark(id) {
        for (const item of items) {
          if (idOf(item) === id) item.firstElementChild.setAttribute('aria-current', 'true')
          else item.firstElementChild.removeAttribute('aria-current')
        }
      },
    }
  }

  function liveDrawing(stack, pick) {
    const stage = stack.querySelector('.stage')
    if (!stage) return undefined
    const whole = stage.querySelector('svg')
    const around = new Map([...stack.querySelectorAll('template')].map((each) => [each.dataset.around, each.content]))
    const boxOf = new Map(thingsIn(whole).map((thing) => [thing.dataset.node, thing.closest('.box')?.dataset.box]))
    const back = stack.querySelector('[data-do=whole]')
    const view = liveView(stack, stage)
    // Where a large drawing is looked at first: from outside, or else at the first function.
    const first = (
      stack.querySelector('.things [data-kind=internet] a') ?? stack.querySelector('.things a')
    )?.hash.slice(1)
    let found = null
    let id = ''

    const show = (svg) => {
      for (const thing of thingsIn(svg)) {
        thing.setAttribute('tabindex', '0')
        thing.setAttribute('role', 'button')
      }
      svg.setAttribute('role', 'group')
      if (svg !== stage.firstElementChild) stage.replaceChildren(svg)
      if (back) back.hidden = svg === whole
      view.show(svg)
      paint()
    }
    const paint = () => {
      const svg = stage.firstElementChild
      markPicked(svg, id)
      svg.classList.toggle('sifting', found !== null && svg === whole)
      for (const thing of thingsIn(svg)) thing.classList.toggle('found', found?.has(thing.dataset.node) ?? false)
    }
    const go = () => {
      const part = around.get(boxOf.get(id))
      const isFocused = stage.contains(document.activeElement) && document.activeElement !== stage
      if (part) show(part.firstElementChild.cloneNode(true))
      const thing = thingsIn(stage.firstElementChild).find((each) => each.dataset.node === id)
      if (part && isFocused) thing?.focus({ preventScroll: true })
      view.reveal(thing)
    }
    show(whole)
    view.begin(thingsIn(whole).find((thing) => thing.dataset.node === first))
    back?.addEventListener('click', () => {
      show(whole)
      view.reveal(thingsIn(whole).find((each) => each.dataset.node === id))
      stage.focus()
    })
    stage.addEventListener('focusin', ({ target }) => {
      const thing = target.closest('.thing')
      if (!thing?.matches(':focus-visible')) return
      pick(thing.dataset.node)
      view.reveal(thing)
    })
    stage.addEventListener('click', ({ target }) => {
      const thing = target.closest('.thing')
      if (!thing || view.hasMoved()) return
      pick(thing.dataset.node)
      remember(`#${thing.dataset.node}`)
      go()
    })
    return {
      go,
      clear() {
        id = ''
        if (stage.firstElementChild === whole) paint()
        else show(whole)
      },
      sift(which) {
        found = which
        paint()
      },
      mark(which) {
        id = which
        paint()
      },
    }
  }

  function thingsIn(svg) {
    return [...svg.querySelectorAll('.thing')]
  }

  function markPicked(svg, id) {
    let box
    for (const thing of thingsIn(svg)) {
      const isPicked = thing.dataset.node === id
      if (isPicked) box = thing.closest('.box').dataset.box
      thing.classList.toggle('picked', isPicked)
      thing.setAttribute('aria-pressed', String(isPicked))
    }
    svg.classList.toggle('picking', box !== undefined)
    const near = new Set([box])
    for (const line of svg.querySelectorAll('.arrow, .label')) {
      const { from, to } = line.dataset
      const touches = from === box || to === box
      line.classList.toggle('near', touches)
      if (touches) near.add(from).add(to)
    }
    for (const each of svg.querySelectorAll('.box')) each.classList.toggle('near', near.has(each.dataset.box))
  }

  /* Zooming changes the size of the drawing; moving is the scrolling of its stage. */
  function liveView(stack, stage) {
    let svg
    let { width, height } = stage.firstElementChild.viewBox.baseVal
    const readable = 0.85
    let zoom = 1
    let moved = false

    const whole = () => Math.min(stage.clientWidth / width, stage.clientHeight / height, 1)
    const set = (to, x = stage.clientWidth / 2, y = stage.clientHeight / 2) => {
      const next = Math.min(Math.max(to, Math.min(0.1, whole())), 3)
      const scale = next / zoom
      const [left, top] = [(stage.scrollLeft + x) * scale - x, (stage.scrollTop + y) * scale - y]
      zoom = next
      svg.setAttribute('width', String(width * zoom))
      svg.setAttribute('height', String(height * zoom))
      stage.scrollTo(left, top)
    }
    const act = {
      in: () => set(zoom * 1.25),
      out: () => set(zoom / 1.25),
      fit: () => set(whole()),
      full: () => set(1),
    }
    const tools = stack.querySelector('.tools')
    tools.hidden = false
    tools.addEventListener('click', (event) => act[event.target.closest('button')?.dataset.do]?.())

    const isLarge = stack.querySelector('template') !== null
    const start = () => Math.min(Math.max(stage.clientWidth / width, readable), 1)
    stage.style.height = `${Math.min(height * start() + 4, Math.max(innerHeight * (isLarge ? 0.62 : 0.8), 320))}px`

    stage.addEventListener('keydown', (event) => {
      const does = { '+': act.in, '=': act.in, '-': act.out, 0: act.fit, 1: act.full }[event.key]
      if (does && !event.ctrlKey && !event.metaKey) {
        event.preventDefault()
        does()
      }
      const step = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] }[event.key]
      if (!step) return
      event.preventDefault()
      stage.scrollBy(...step)
    })
    stage.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey) return
        event.preventDefault()
        const { left, top } = stage.getBoundingClientRect()
        set(zoom * Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top)
      },
      { passive: false },
    )
    stage.addEventListener('pointerdown', (down) => {
      moved = false
      if (down.pointerType !== 'mouse' || down.button !== 0) return
      const from = { left: stage.scrollLeft, top: stage.scrollTop }
      const move = ({ clientX, clientY }) => {
        const [dx, dy] = [clientX - down.clientX, clientY - down.clientY]
        if (Math.hypot(dx, dy) > 4) moved = true
        if (moved) stage.classList.add('moving')
        stage.scrollTo(from.left - dx, from.top - dy)
      }
      const end = () => {
        stage.classList.remove('moving')
        removeEventListener('pointermove', move)
      }
      addEventListener('pointermove', move)
      addEventListener('pointerup', end, { once: true })
      addEventListener('pointercancel', end, { once: true })
    })
    return {
      show(next) {
        svg = next
        ;({ width, height } = svg.viewBox.baseVal)
        set(whole() >= readable ? whole() : start())
        stage.scrollTo(0, 0)
      },
      hasMoved: () => moved,
      begin(thing) {
        if (!thing) return
        const [of, at] = [stage.getBoundingClientRect(), thing.getBoundingClientRect()]
        const isSeen = at.left >= of.left && at.right <= of.right
        stage.scrollBy(isSeen ? 0 : (at.left + at.right) / 2 - (of.left + of.right) / 2, at.top - of.top - 24)
      },
      reveal(thing) {
        if (!thing) return
        const [of, at] = [stage.getBoundingClientRect(), thing.getBoundingClientRect()]
        const isSeen = at.left >= of.left && at.right <= of.right && at.top >= of.top && at.bottom <= of.bottom
        if (isSeen) return
        const dx = (at.left + at.right) / 2 - (of.left + of.right) / 2
        const dy = (at.top + at.bottom) / 2 - (of.top + of.bottom) / 2
        stage.scrollBy({ left: dx, top: dy, behavior: calm ? 'auto' : 'smooth' })
      },
    }
  }
})()
