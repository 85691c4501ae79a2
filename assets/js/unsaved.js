// What was typed and is not with the server yet, sealed, in this tab only. The key comes with the page, and the server
// gives it to nobody but those who may see the draft: on a shared computer the next person reads nothing.

const PREFIX = 'mc-unsaved:'
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))

/** A place for one page's words. Where the browser cannot seal (no TLS), nothing is laid down. */
export async function unsaved (name, secret) {
  const nothing = { lay: async () => {}, take: async () => null, clear: () => {} }
  if (!globalThis.crypto?.subtle || !secret) return nothing
  const at = PREFIX + name
  const key = await crypto.subtle.importKey('raw', bytes(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])
  const additionalData = new TextEncoder().encode(at)
  return {
    async lay (words) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, new TextEncoder().encode(words))
      try {
        sessionStorage.setItem(at, `${text(iv)} ${text(sealed)}`)
      } catch { /* full or forbidden: the page itself still holds it */ }
    },
    async take () {
      try {
        const [iv, sealed] = sessionStorage.getItem(at).split(' ').map(bytes)
        return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed))
      } catch {
        return null // nothing there, or not ours to read
      }
    },
    clear: () => sessionStorage.removeItem(at),
  }
}

/** Signing out leaves nothing behind. */
export function forgetAll () {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name)
}
