"use strict";
// Checks a receipt of filing by itself: the signature over its data, and the digest of its paper.
// Nothing is sent anywhere; the policy of the file forbids it.
(() => {
  const SIGNED = "motcua.signed-receipt/1";
  const RECEIPT = "motcua.filing-receipt/1";
  const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
  const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };

  const bytesOf = (text) => {
    const padded = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(padded), (sign) => sign.charCodeAt(0));
  };
  const textOf = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const tableOf = (part) => {
    const found = JSON.parse(textOf(bytesOf(part)));
    if (found === null || typeof found !== "object" || Array.isArray(found)) throw new Error("no table");
    return found;
  };

  const digestOf = async (bytes) => {
    const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const holds = async (parts, key) => {
    const imported = await crypto.subtle.importKey("jwk", key.public, ALGORITHM, false, ["verify"]);
    const said = new TextEncoder().encode(`${parts[0]}.${parts[1]}`);
    const how = { name: "ECDSA", hash: "SHA-256" };
    return crypto.subtle.verify(how, imported, bytesOf(parts[2]), said);
  };

  // Whether the key was signing at that moment, as the city says.
  const signedInTime = (key, at) => {
    const moment = Date.parse(at);
    if (Number.isNaN(moment)) return false;
    return !key.until || moment <= Date.parse(key.until);
  };

  // What a receipt comes to: `verdict`, and with a good signature what was signed.
  const check = async (token, pdf, keys) => {
    if (typeof crypto === "undefined" || !crypto.subtle) return { verdict: "no-means" };
    const text = token.trim();
    if (!COMPACT.test(text)) return { verdict: "unreadable" };
    const parts = text.split(".");
    let header, said;
    try {
      header = tableOf(parts[0]);
      said = tableOf(parts[1]);
    } catch {
      return { verdict: "unreadable" };
    }
    if (said.format !== SIGNED || header.alg !== "ES256" || "crit" in header) {
      return { verdict: "unreadable" };
    }
    const key = keys.find((each) => each.thumbprint === header.kid);
    if (!key) return { verdict: "unknown-key" };
    let good = false;
    try {
      good = await holds(parts, key);
    } catch {
      good = false;
    }
    if (!good) return { verdict: "changed" };
    if (!signedInTime(key, said.signed_at)) return { verdict: "key-ended" };
    const receipt = said.receipt;
    if (!receipt || receipt.format !== RECEIPT || !said.pdf) return { verdict: "unreadable" };
    const held = { receipt, pdf: said.pdf, signedAt: said.signed_at };
    if (!pdf) return { verdict: "no-paper", ...held };
    const same = pdf.length === said.pdf.size && (await digestOf(pdf)) === said.pdf.sha256;
    return { verdict: same ? "genuine" : "other-paper", ...held };
  };

  if (typeof module !== "undefined") {
    module.exports = { check, digestOf };
    return;
  }

  // --- the page ---------------------------------------------------------------------------------

  const { words, keys, language } = JSON.parse(document.getElementById("data").textContent);
  const pick = (name) => document.getElementById(name);
  const result = pick("result");
  let turn = 0;

  const make = (name, text, ...inside) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  };
  const bytes = async (file) => new Uint8Array(await file.arrayBuffer());
  const moment = (iso) => {
    const at = new Date(iso);
    if (!iso || Number.isNaN(at.getTime())) return "–";
    const how = { dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" };
    return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "vi-VN", how).format(at);
  };
  const money = (amount) => `${new Intl.NumberFormat("vi-VN").format(amount)} đ`;
  const list = (pairs) =>
    make("dl", "", ...pairs.filter(([, value]) => value).flatMap(([label, value]) => [make("dt", label), make("dd", String(value))]));
  const table = (caption, heads, rows) => {
    const body = rows.map((row) => make("tr", "", ...row.map((cell, place) => {
      const made = make("td", "", ...(cell instanceof Node ? [cell] : [String(cell ?? "")]));
      made.dataset.label = heads[place];
      return made;
    })));
    const top = heads.map((head) => {
      const made = make("th", head);
      made.scope = "col";
      return made;
    });
    return make("table", "", make("caption", caption), make("thead", "", make("tr", "", ...top)), make("tbody", "", ...body));
  };

  const facts = (found) => {
    const { receipt } = found;
    const due = receipt.promise ? moment(receipt.promise.due_at) : "";
    return list([
      [words.number, receipt.submission_number],
      [words.filed_at, moment(receipt.filed_at)],
      [words.procedure, `${receipt.procedure.name} (${receipt.procedure.code})`],
      [words.agency, receipt.agency.name],
      [words.submitter, receipt.submitter.full_name],
      [words.due, due],
      [words.fee, receipt.total ? money(receipt.total) : words.free],
      [words.digest, receipt.digest],
      [words.revision, receipt.procedure.revision],
      [words.signed_at, moment(found.signedAt)],
    ]);
  };

  const held = async () => {
    const digests = new Set();
    for (const file of pick("own").files) digests.add(await digestOf(await bytes(file)));
    return digests;
  };

  const filed = (receipt, own) => {
    const heads = [words.file, words.size, words.pages, words.verdict, ...(own.size ? [words.yours] : [])];
    const rows = receipt.files.map((each) => [
      make("span", "", make("strong", each.name), make("br"), make("code", each.sha256)),
      `${new Intl.NumberFormat(language).format(each.size)} B`,
      each.pages || "–",
      each.verdict,
      ...(own.size ? [own.has(each.sha256) ? words.same : words.not_there] : []),
    ]);
    return table(`${words.files} (${receipt.files.length})`, heads, rows);
  };

  const answered = (receipt) =>
    receipt.pages.map((page) =>
      table(page.title, [words.question, words.answer, words.source], page.rows.map((row) => [row.label, row.value || "–", row.source])));

  const show = async () => {
    const mine = ++turn;
    const [token, paper] = [pick("token").files[0], pick("paper").files[0]];
    if (!token) {
      result.replaceChildren();
      return;
    }
    const found = await check(await token.text(), paper ? await bytes(paper) : null, keys);
    const own = await held();
    // An older look that took longer must not stand over a newer one.
    if (mine !== turn) return;
    const [title, told] = words.verdicts[found.verdict];
    const head = make("h2", title);
    const box = make("div", "", head, make("p", told));
    box.className = `verdict ${{ genuine: "good", "no-paper": "half" }[found.verdict] || "bad"}`;
    const demo = found.receipt && found.receipt.is_demo ? [make("p", words.demo)] : [];
    const rest = found.receipt ? [facts(found), filed(found.receipt, own), ...answered(found.receipt)] : [];
    result.replaceChildren(box, ...demo, ...rest);
  };

  for (const name of ["token", "paper", "own"]) pick(name).addEventListener("change", show);
  show();
})();
