// The language of conditions and calculations, as the server has it (kernel/expressions): the same trees over the
// same answers come to the same values. Whole numbers are BigInt, days are { day: '2026-11-22' }, nothing is null.

const LARGEST = 2n ** 63n - 1n
const SMALLEST = -(2n ** 63n)
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/

/** What a tree comes to over these facts; null where that is nothing. */
export function value (node, facts) {
  const [what, ...rest] = node
  switch (what) {
    case 'v': return rest[0]
    case 'i': return BigInt(rest[0])
    case 'd': return { day: rest[0] }
    case 'n': return lookUp(facts, rest[0], rest[1])
    case '[': return rest.map((item) => value(item, facts)).filter((item) => item !== null)
    case '?': return value(value(rest[0], facts) === true ? rest[1] : rest[2], facts)
    case 'f': return called(rest[0], rest.slice(1).map((argument) => value(argument, facts)))
    case '&&':
    case '||': return logic(what, rest, facts)
    default: return rest.length === 1 ? unary(what, value(rest[0], facts)) : binary(what, value(rest[0], facts), value(rest[1], facts))
  }
}

/** Whether it is true: a condition that comes to nothing does not hold. */
export const holds = (node, facts) => node === null || value(node, facts) === true

function logic (sign, [one, other], facts) {
  const settled = sign === '||'
  const left = value(one, facts)
  if (left === settled) return settled
  const right = value(other, facts)
  if (right === settled) return settled
  return left === null || right === null ? null : !settled
}

function unary (sign, operand) {
  if (typeof operand === 'boolean') return !operand
  return typeof operand === 'bigint' && sign === '-' ? bounded(-operand) : null
}

function binary (sign, left, right) {
  if (left === null || right === null) return null
  if (sign === 'in') return Array.isArray(right) && right.some((item) => same(left, item))
  if (sign === '==' || sign === '!=') return same(left, right) === (sign === '==')
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    return '+-*/%'.includes(sign) ? arithmetic(sign, left, right) : ordered(sign, left < right ? -1 : left > right ? 1 : 0)
  }
  if (left.day && right.day) return ordered(sign, left.day < right.day ? -1 : left.day > right.day ? 1 : 0)
  return null
}

const same = (one, other) => one?.day && other?.day ? one.day === other.day : one === other

const ordered = (sign, difference) => ({ '<': difference < 0, '<=': difference <= 0, '>': difference > 0, '>=': difference >= 0 })[sign]

function arithmetic (sign, left, right) {
  switch (sign) {
    case '+': return bounded(left + right)
    case '-': return bounded(left - right)
    case '*': return bounded(left * right)
  }
  if (right === 0n) return null
  return sign === '/' ? bounded(left / right) : left % right
}

const bounded = (number) => number >= SMALLEST && number <= LARGEST ? number : null

function called (name, values) {
  if (name === 'has') return values[0] !== null && !(Array.isArray(values[0]) && values[0].length === 0)
  if (values.includes(null)) return null
  switch (name) {
    case 'size': return Array.isArray(values[0]) ? BigInt(values[0].length) : typeof values[0] === 'string' ? BigInt([...values[0]].length) : null
    case 'sum': return bounded(numbers(values[0]).reduce((total, each) => total + each, 0n))
    case 'min': return extreme(values, (one, other) => one < other)
    case 'max': return extreme(values, (one, other) => one > other)
    case 'years_between': return yearsBetween(...values)
    case 'starts_with': return values.every((each) => typeof each === 'string') ? values[0].startsWith(values[1]) : null
  }
  return null
}

const numbers = (values) => Array.isArray(values) ? values.filter((each) => typeof each === 'bigint') : []

function extreme (values, isBetter) {
  const spread = values.length === 1 && Array.isArray(values[0]) ? values[0] : values
  const best = (list) => list.length ? list.reduce((one, other) => isBetter(other, one) ? other : one) : null
  const found = best(numbers(spread))
  if (found !== null) return found
  const day = best(spread.filter((each) => each?.day).map((each) => each.day))
  return day === null ? null : { day }
}

function yearsBetween (start, end) {
  if (!start?.day || !end?.day) return null
  return end.day < start.day ? -birthdays(end.day, start.day) : birthdays(start.day, end.day)
}

function birthdays (start, end) {
  const years = BigInt(end.slice(0, 4)) - BigInt(start.slice(0, 4))
  return end.slice(5) >= start.slice(5) ? years : years - 1n
}

/** The value under a path, if it has the declared type; passing through a list collects from its items. */
function lookUp (facts, path, kind) {
  if (!path.length) return fit(facts, kind)
  if (kind[0] === 'l') {
    const items = Array.isArray(facts) ? facts : []
    return items.map((item) => lookUp(item, path, kind[1])).filter((each) => each !== null)
  }
  if (kind[0] !== 'r' || !isTable(facts)) return endsInList(path, kind) ? [] : null
  const [first, ...rest] = path
  return lookUp(Object.hasOwn(facts, first) ? facts[first] : null, rest, kind[1][first])
}

function endsInList (path, kind) {
  for (const step of path) {
    if (kind[0] === 'l') return true
    if (kind[0] === 'r') kind = kind[1][step]
  }
  return kind[0] === 'l'
}

const isTable = (found) => typeof found === 'object' && found !== null && !Array.isArray(found)

/** The value if it has the type, else nothing; a list that is not there is empty. */
function fit (found, kind) {
  switch (kind[0]) {
    case 'l': return (Array.isArray(found) ? found : []).map((each) => fit(each, kind[1])).filter((each) => each !== null)
    case 't': return typeof found === 'string' && found !== '' && (kind === 't' || kind[1].includes(found)) ? found : null
    case 'b': return typeof found === 'boolean' ? found : null
    case 'i': return typeof found === 'bigint' ? bounded(found) : Number.isSafeInteger(found) ? BigInt(found) : null
    case 'd': return isDay(found) ? { day: found } : null
    case 'r': return isTable(found) && Object.keys(found).length ? found : null
  }
  return null
}

function isDay (text) {
  if (typeof text !== 'string' || !DAY.test(text)) return false
  const [year, month, day] = text.split('-').map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Answers as they came in JSON, with whole numbers as the evaluator has them. */
function facts (found) {
  if (Array.isArray(found)) return found.map(facts)
  if (!isTable(found)) return found
  if (typeof found.i === 'string' && Object.keys(found).length === 1) return BigInt(found.i)
  return Object.fromEntries(Object.entries(found).map(([key, each]) => [key, facts(each)]))
}

/**
 * The questions of a page, or the cells of a row, that are asked, given what was typed into them, and what
 * computed ones come to.
 * `typed`: key -> the strings of each part ({ '': ['yes'] }, { day: ['1'], … }). A hidden question has no answer.
 */
export function shown (questions, typed, surroundings, root = 'answers') {
  const around = facts(surroundings)
  const counted = { ...around[root] }
  const asked = []
  const values = {}
  for (const question of questions) {
    if (question.when && !holds(question.when, { ...around, [root]: counted })) continue
    asked.push(question.key)
    if (question.value) values[question.key] = worth(value(question.value, { ...around, [root]: counted }))
    const answer = question.value ? values[question.key] : question.read ? answerOf(question, typed[question.key] ?? {}) : null
    if (answer !== null) counted[question.key] = answer
  }
  return { asked, counted, values }
}

/** A value as an answer: a day in writing. */
const worth = (found) => found?.day ?? found

// -- What was typed, read as the server's kinds of questions read it. --

const BLANKS = '\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const AT_ENDS = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, 'g')
const INSIDE = new RegExp(`[${BLANKS}]+`, 'g')
const INVISIBLE = /[\u200b\u2060\ufeff\u00ad]/g
const GROUPED = /^-?[0-9]{1,3}(?:[., ][0-9]{3})+$/
const PLAIN = /^-?[0-9]{1,18}$/
const LONGEST = 100000

export function answerOf (question, parts) {
  const one = (part = '') => parts[part]?.[0] ?? ''
  const isBlank = Object.values(parts).every((strings) => strings.every((each) => strip(each) === ''))
  switch (question.kind) {
    case 'single_choice': return one() || null
    case 'multiple_choice': return picked(parts[''] ?? [], question.choices)
    case 'yes_no': return one() === 'yes' ? true : one() === 'no' ? false : null
    case 'declaration': return one() === 'yes' ? true : null
    case 'whole_number': return isBlank ? null : wholeNumber(one())
    case 'money': return isBlank ? null : wholeNumber(withoutUnit(strip(one())))
    case 'date': return isBlank ? null : dayOf(one('year'), one('month'), one('day'))
    case 'short_text': return oneLine(visible(one())) || null
    case 'long_text': return lines(visible(one())) || null
  }
  return null
}

const strip = (text) => text.replace(AT_ENDS, '')
const oneLine = (text) => strip(text).replace(INSIDE, ' ')
const lines = (text) => text.replace(/\r\n?/g, '\n').split('\n').map(oneLine).join('\n').replace(/^\n+|\n+$/g, '')
const visible = (text) => [...text].slice(0, LONGEST).join('').replace(INVISIBLE, '').normalize('NFC')

function picked (values, choices = []) {
  const given = [...new Set(values.filter((each) => each))]
  const found = [...choices.filter((each) => given.includes(each)), ...given.filter((each) => !choices.includes(each))]
  return found.length ? found : null
}

function withoutUnit (text) {
  for (const unit of ['đồng', 'đ', 'VND']) if (text.endsWith(unit)) text = text.slice(0, -unit.length)
  return text
}

function wholeNumber (text) {
  text = strip(text)
  if (GROUPED.test(text)) text = text.replace(/[., ]/g, '')
  return PLAIN.test(text) ? BigInt(text) : null
}

function dayOf (year, month, day) {
  if ([day, month, year].some((each) => strip(each) === '') || [...strip(year)].length !== 4) return null
  const [y, m, d] = [year, month, day].map(wholeNumber)
  if (y === null || m === null || d === null) return null
  const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  return isDay(text) ? text : null
}
