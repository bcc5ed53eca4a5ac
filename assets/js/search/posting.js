// Reads the bit codes that internal/search/posting.go writes.

class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0; // in bits
  }
  bit() {
    const b = (this.bytes[this.at >> 3] >> (7 - (this.at & 7))) & 1;
    this.at++;
    return b;
  }
  bits(n) {
    let v = 0;
    while (n > 0) {
      const left = 8 - (this.at & 7), take = Math.min(left, n);
      v = (v << take) | ((this.bytes[this.at >> 3] >> (left - take)) & ((1 << take) - 1));
      this.at += take;
      n -= take;
    }
    return v;
  }
  unary() {
    let v = 0;
    while (this.bit()) v++;
    return v;
  }
  rice(k) {
    const high = this.unary();
    return high * 2 ** k + this.bits(k);
  }
  gamma() {
    const n = this.unary();
    return 2 ** n + this.bits(n);
  }
}

export const BODY = 512; // position of a body's first unit; the title lies before it
export const TITLE = 3; // the impact of a term that the title has

// documents decodes a list: numbers of documents, ascending, and their impacts.
export function documents(bytes, count) {
  const docs = new Int32Array(count), impacts = new Uint8Array(count);
  const b = new Bits(bytes), k = b.bits(5);
  for (let i = 0, last = -1; i < count; i++) {
    docs[i] = last += b.rice(k) + 1;
    impacts[i] = b.bit() ? (b.bit() ? 2 + b.bit() : 1) : 0;
  }
  return { docs, impacts };
}

// positions decodes where a term stands in those documents that wanted has:
// document → ascending positions.
export function positions(bytes, { docs, impacts }, wanted) {
  const out = new Map(), b = new Bits(bytes), k = b.bits(5);
  for (let i = 0; i < docs.length; i++) {
    const count = b.gamma(), at = wanted.has(docs[i]) ? new Array(count) : null;
    let next = impacts[i] === TITLE ? 0 : BODY;
    for (let j = 0; j < count; j++) {
      const p = next + b.rice(k);
      if (at) at[j] = p;
      next = p + 1;
    }
    if (at) out.set(docs[i], at);
  }
  return out;
}

// varints yields the numbers of a byte string from an offset on.
export class Varints {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  get done() {
    return this.at >= this.bytes.length;
  }
  next() {
    let v = 0, scale = 1, b;
    do {
      b = this.bytes[this.at++];
      v += (b & 127) * scale;
      scale *= 128;
    } while (b & 128);
    return v;
  }
  take(n) {
    return this.bytes.subarray(this.at, (this.at += n));
  }
}
