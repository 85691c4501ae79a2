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
 * The questions of a page, or the cells of a row, that are asked, given what was typed into them, what computed ones
 * come to, the same of the rows of groups, and what of the typed only the server can read.
 * `typed`: key -> the strings of each part ({ '': ['yes'] }, { day: ['1'], … }); for a group { rows: ['2'], 0: { key: … } }.
 * `told`: what the server read, by key; of groups row by row. A hidden question has no answer.
 */
export function shown (questions, typed, surroundings, told = {}) {
  return walk(questions, typed, facts(surroundings), told, 'answers')
}

function walk (questions, typed, around, told, root) {
  const counted = { ...around[root] }
  const here = { asked: [], counted, values: {}, rows: Object.create(null), unsure: [], isGiven: false }
  const now = { ...around, [root]: counted }
  for (const question of questions) {
    const { key } = question
    if (question.when && !holds(question.when, now)) continue
    here.asked.push(key)
    let answer = null
    if (question.value) answer = here.values[key] = worth(value(question.value, now))
    else if (question.cells) answer = rowsOf(question, own(typed, key) ?? {}, now, own(told, key) ?? [], here)
    else {
      answer = answerOf(question, own(typed, key) ?? {})
      if (answer === undefined) {
        here.unsure.push([key, own(typed, key)])
        answer = facts(own(told, key) ?? null)
      }
      here.isGiven ||= answer !== null
    }
    if (answer !== null) counted[key] = answer
  }
  return here
}

const own = (table, key) => Object.hasOwn(table, key) ? table[key] : undefined
const MOST_ROWS = 50

/** The rows somebody answered anything in; what is computed makes no row by itself. */
function rowsOf ({ key, cells }, typed, around, told, here) {
  const count = Math.min(Number(typed.rows?.[0] ?? 0), MOST_ROWS)
  const rows = Array.from({ length: count }, (_, n) => walk(cells, typed[n] ?? {}, { ...around, item: {} }, told[n] ?? {}, 'item'))
  for (const { unsure } of rows) here.unsure.push(...unsure)
  here.rows[key] = rows
  const given = rows.filter(({ isGiven }) => isGiven).map(({ counted }) => counted)
  return given.length ? given : null
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
const MOST_SOUGHT = 100

/** The answer, null where there is none, undefined where only the server can tell. */
export function answerOf (question, parts) {
  const one = (part = '') => parts[part]?.[0] ?? ''
  const isBlank = Object.values(parts).every((strings) => strings.every((each) => strip(each) === ''))
  const { kind } = question
  if (kind === 'file') return undefined
  if (isBlank && kind !== 'single_choice' && kind !== 'multiple_choice') return null
  switch (kind) {
    case 'single_choice': return one() || null
    case 'multiple_choice': return picked(parts[''] ?? [], question.choices)
    case 'yes_no': return one() === 'yes' ? true : one() === 'no' ? false : null
    case 'declaration': return one() === 'yes' ? true : null
    case 'whole_number': return wholeNumber(one())
    case 'money': return wholeNumber(withoutUnit(strip(one())))
    case 'year': return [...strip(one())].length === 4 ? wholeNumber(one()) : null
    case 'decimal': return decimal(question, strip(one()), one('unit'))
    case 'date': return dayOf(one('year'), one('month'), one('day'))
    case 'time': return timeOf(strip(one()))
    case 'short_text':
    case 'person_name': return written(one()) || null
    case 'long_text': return lines(visible(one())) || null
    case 'email': return mailbox(written(one())) || null
    case 'phone': return phoneOf(compact(written(one()))) ?? (written(one()) || null)
    case 'personal_id': return /^([0-9]{12}|[0-9]{9})$/.exec(compact(written(one())))?.[0] ?? (written(one()) || null)
    case 'signature': return written(one()) ? { name: written(one()) } : null
    case 'bank_account': return accountOf(one('bank'), one('number'), written(one('holder')), question.choices)
    case 'address': return placeOf(one, question.today)
    case 'reference_choice': return question.short && !written(one('search').slice(0, 2 * MOST_SOUGHT)) ? [...strip(one())].slice(0, 40).join('') || null : undefined
  }
  return undefined
}

const strip = (text) => text.replace(AT_ENDS, '')
const oneLine = (text) => strip(text).replace(INSIDE, ' ')
const lines = (text) => text.replace(/\r\n?/g, '\n').split('\n').map(oneLine).join('\n').replace(/^\n+|\n+$/g, '')
const written = (text) => oneLine(visible(text))
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

// Half a day is said before or after: `2 giờ chiều`, `2pm`. Two readings are none.
const HALF = new RegExp(`^([^\\n]*?)[${BLANKS}]*(sáng|trưa|chiều|tối|am|pm)$`, 'iu')
const TIME = /^(?:([0-9]{1,2}) *(?:[:.h]|giờ) *(?:([0-9]{1,2}) *(?:phút|ph|p)?)?|([0-9]{2})([0-9]{2}))$/iu

function timeOf (text) {
  const said = HALF.exec(text)
  const half = said?.[2].toLowerCase()
  const found = TIME.exec(said ? said[1].replace(/^[0-9]{1,2}$/, '$&h') : text)
  if (!found) return null
  let hour = Number(found[1] ?? found[3])
  const minute = Number(found[2] ?? found[4] ?? 0)
  const isLate = ['chiều', 'tối', 'pm'].includes(half)
  if (half && hour > 12 && !isLate) return null
  if (isLate && hour < 12) hour += 12
  else if (hour === 12 && ['sáng', 'am'].includes(half)) hour = 0
  if (hour > 23 || minute > 59) return null
  const two = (number) => String(number).padStart(2, '0')
  return { time: `${two(hour)}:${two(minute)}`, minutes: BigInt(60 * hour + minute) }
}

const FRACTION = /^(-?)([0-9]{1,15})([.,])([0-9]{1,4})$/
const BOTH = /^-?(?:[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,4}|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,4})$/
const THOUSANDS = new RegExp(`^-?[0-9]{1,3}(?:[.,${BLANKS}][0-9]{3})+$`)

/** An exact number in its one form, and how many smallest steps of the first unit it is. */
function decimal ({ places, step, units }, text, chosen) {
  const found = FRACTION.exec(text)
  // Thousands or thousandths: nobody can tell.
  if (found && found[4].length === 3 && found[2].length <= 3 && found[2][0] !== '0' && (found[3] === '.' || places < 3)) return null
  const [whole, part = ''] = plain(text.replaceAll(' ', '')) ?? []
  const unit = units.length ? units.find(([key]) => key === (chosen || (units.length === 1 ? units[0][0] : ''))) : !chosen && ['', '1']
  if (whole === undefined || part.length > places || !unit) return null
  const digits = whole.replace(/^(-?)0+(?=[0-9])/, '$1')
  const rest = part.replace(/0+$/, '')
  const value = rest ? `${digits}.${rest}` : digits.replace(/^-0$/, '0')
  if (!/^-?[0-9]{1,15}(\.|$)/.test(value)) return null
  const steps = BigInt(digits + part.padEnd(places, '0')) * BigInt(unit[1])
  return { value, ...(unit[0] && { unit: unit[0] }), [step]: steps }
}

/** What stands before and after the sign that parts the decimals. */
function plain (text) {
  if (BOTH.test(text)) return text.replaceAll(text.lastIndexOf(',') > text.lastIndexOf('.') ? '.' : ',', '').split(/[.,]/)
  if (FRACTION.test(text)) return text.split(/[.,]/)
  if (THOUSANDS.test(text)) text = text.replace(/[^0-9-]/g, '')
  else if (!/^-?[0-9]{1,15}$/.test(text)) return null
  return [text]
}

const GROUPING = new RegExp(`[${BLANKS}.\\-]`, 'g')
const compact = (text) => text.normalize('NFKC').replace(GROUPING, '').replace(/[\u2010-\u2013]/g, '')

function mailbox (text) {
  const at = text.lastIndexOf('@') + 1
  return at ? text.slice(0, at) + text.slice(at).toLowerCase() : text
}

function phoneOf (text) {
  const [, abroad, digits] = /^(\+|00)?([0-9]+)$/.exec(text.replace(/[()/]/g, '')) ?? []
  if (!digits || (abroad && !digits.startsWith('84'))) return undefined
  return /^(0[35789][0-9]{8}|02[0-9]{8,9})$/.exec(digits.replace(/^840?/, '0'))?.[0]
}

function accountOf (bank, given, holder, banks) {
  const number = [...given].slice(0, 60).join('').replace(GROUPING, '').toUpperCase()
  return banks.includes(bank) && /^[0-9A-Z]{6,19}$/.test(number) && holder ? { bank, number, holder } : null
}

function placeOf (one, today) {
  const [province, commune] = [one('province'), one('commune')]
  // Where an old address leads to, the server knows.
  if (/^[0-9]{5}$/.test(one('found')) && !commune) return undefined
  if (!/^[0-9]{2}$/.test(province) || !/^[0-9]{5}$/.test(commune)) return null
  const texts = ['detail', 'legacy'].map((part) => [part, written(one(part))]).filter(([, text]) => text)
  return { province, commune, as_of: today, ...Object.fromEntries(texts) }
}
