// The index as files: fetches, unpacks and keeps them.

import { Varints, documents } from "./posting.js";
import { stem } from "./stem.js";

const FORMAT = 1;
const utf8 = new TextDecoder();

// Missing is thrown when a file is not there: after a deploy the manifest that
// named it is out of date.
export class Missing extends Error {}

export class Index {
  constructor(base, get = (url, init) => fetch(url, init)) {
    this.base = base;
    this.get = get;
    this.files = new Map();
  }

  async open() {
    const r = await this.get(this.base + "manifest.json", { cache: "no-cache" });
    if (!r.ok) throw new Error("manifest: " + r.status);
    const m = await r.json();
    if (m.format !== FORMAT) throw new Error("index format " + m.format);
    this.manifest = m;
    this.files.clear();
    let first = 0;
    this.segments = m.segments.map((info, n) => {
      const s = new Segment(this, info, n, first);
      first += info.docs;
      return s;
    });
    return this;
  }

  // once keeps the promise of a value; a failure is forgotten, so that a retry asks again.
  once(key, make) {
    let p = this.files.get(key);
    if (!p) {
      p = make();
      this.files.set(key, p);
      p.catch(() => this.files.delete(key));
    }
    return p;
  }

  bytes(name) {
    return this.once(name, async () => {
      const r = await this.get(`${this.base}x/${name}.bin`);
      const page = r.headers.get("content-type")?.startsWith("text/html"); // some hosts answer so instead of 404
      if (r.status === 404 || page) throw new Missing(name);
      if (!r.ok) throw new Error(name + ": " + r.status);
      const raw = new Uint8Array(await r.arrayBuffer());
      if (raw[0] !== 0x1f || raw[1] !== 0x8b) return raw; // a server undid it
      const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    });
  }

  text(name) {
    return this.once("text " + name, async () => utf8.decode(await this.bytes(name)));
  }

  json(name) {
    return this.once("json " + name, async () => JSON.parse(await this.text(name)));
  }

  segmentOf(doc) {
    return this.segments.findLast((s) => s.first <= doc);
  }

  // shown returns what to show of a document; the translation only if asked for.
  async shown(doc, translated) {
    const s = this.segmentOf(doc), n = doc - s.first, { key, pack } = s.info;
    const file = Math.floor(n / pack).toString(16);
    const [texts, translations] = await Promise.all([
      this.json(`${key}/f/${file}`),
      translated && s.info.translated ? this.json(`${key}/t/${file}`) : [],
    ]);
    return { ...texts[n % pack], translation: translations[n % pack] };
  }

  // answers lists the observations kept for an entity.
  async answers(kind, id) {
    const { n, f } = this.manifest.answers, key = kind + ":" + id;
    return n ? (await this.json(`${f}/${(fnv(key) % n).toString(16)}`))[key] ?? [] : [];
  }
}

class Segment {
  constructor(index, info, n, first) {
    Object.assign(this, { index, info, n, first });
  }

  // terms returns the entries of a shard, by name.
  shard(key) {
    const name = `${this.info.key}/s/${(fnv(key) % this.info.shards).toString(16)}`;
    return this.index.once("shard " + name, async () => {
      const v = new Varints(await this.index.bytes(name)), out = new Map();
      const names = utf8.decode(v.take(v.next())).split("\n");
      const lengths = names.map(() => [v.next(), v.next(), v.next()]);
      for (const [i, [count, docs, at]] of lengths.entries()) {
        const part = (length, suffix) => {
          const inline = length > 1 && v.take(length - 2);
          return length && (() => inline || this.index.bytes(`${name}-${i.toString(16)}${suffix}`));
        };
        out.set(names[i], { count, docs: part(docs, "d"), positions: part(at, "p") });
      }
      return out;
    });
  }

  async entry(term) {
    return (await this.shard(term)).get(term);
  }

  // forms returns the entries of all words of a stem, in originals ("\x01") or
  // translations ("\x02"): [word, entry].
  async forms(space, word) {
    const root = stem(word), out = [];
    for (const [name, entry] of await this.shard("\x01" + root)) {
      if (name[0] === space && name[1] === root[0] && stem(name.slice(1)) === root) out.push([name.slice(1), entry]);
    }
    return out;
  }

  async list(entry) {
    return (entry.list ??= documents(await entry.docs(), entry.count));
  }

  // clusters maps documents that have copies to twice their story's number, plus one for a copy.
  clusters() {
    const name = this.index.manifest.folds[this.n];
    return this.index.once("folds " + this.n, async () => {
      const v = new Varints(await this.index.bytes(name)), out = new Map();
      for (let doc = this.first - 1; !v.done; ) out.set((doc += v.next() + 1), v.next());
      return out;
    });
  }
}

// fnv is FNV-1a over UTF-8, 32 bits.
export function fnv(s) {
  let h = 0x811c9dc5;
  for (const b of new TextEncoder().encode(s)) h = Math.imul(h ^ b, 0x01000193) >>> 0;
  return h;
}
