// Reads a WARC file with the npm package warcio and prints what it sees, one
// JSON object a record. The digests are computed anew from what it read.
//
//   node validate.mjs FILE
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.cwd() + "/"));
const { WARCParser } = require("warcio");

const open = () => Readable.toWeb(createReadStream(process.argv[2]));

function base32(bytes) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = 0, value = 0, out = "";
  for (const b of bytes) {
    value = ((value << 8) | b) >>> 0;
    for (bits += 8; bits >= 5; bits -= 5) out += letters[(value >>> (bits - 5)) & 31];
    value &= 255;
  }
  return bits ? out + letters[(value << (5 - bits)) & 31] : out;
}

// First as blocks of bytes, then with HTTP understood.
const blocks = [];
const raw = new WARCParser(open(), { parseHttp: false });
for await (const record of raw) {
  const block = await record.readFully(false);
  blocks.push("sha1:" + base32(createHash("sha1").update(block).digest()));
}

const parser = new WARCParser(open());
let n = 0;
for await (const record of parser) {
  const body = await record.readFully(true);
  const get = (name) => record.warcHeaders.headers.get(name);
  console.log(JSON.stringify({
    version: record.warcHeaders.protocol,
    type: record.warcType,
    uri: record.warcTargetURI,
    offset: parser.offset,
    id: get("WARC-Record-ID"),
    date: record.warcDate,
    refersTo: get("WARC-Refers-To") ?? "",
    status: record.httpHeaders?.statusCode ?? 0,
    blockDigestRight: get("WARC-Block-Digest") === blocks[n],
    payloadDigest: record.warcPayloadDigest ?? "",
    bodyDigest: "sha256:" + createHash("sha256").update(body).digest("hex"),
    text: new TextDecoder().decode(body),
  }));
  n++;
}
