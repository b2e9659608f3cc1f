#!/usr/bin/env node
// Checks an archive package by itself, as docs/documents.md and docs/journal.md describe it: every item against the
// manifest, the platform's SM2 signature over the manifest, and the chain of entries.
// node check-package.mjs FILE [KEY]     KEY: `publicKey` of GET /api/v1/anchors/key
// Node.js 20 or later, nothing else.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const sm3 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest();

/**
 * `{items, entries, withheld, broken}`: how much there is, how many internal values were left out by their hash, and a
 * sentence for each thing that does not hold.
 */
export function checkPackage(bytes, publicKey) {
  const files = unzip(bytes);
  const manifest = files.get('manifest.json');
  const signature = files.get('manifest.signature.json');
  if (!manifest || !signature) return { items: 0, entries: 0, withheld: 0, broken: ['there is no signed manifest'] };
  const said = JSON.parse(manifest);
  const broken = [...signatureFaults(manifest, JSON.parse(signature), publicKey)];
  for (const item of said.items) {
    if (!files.has(item.path)) broken.push(`${item.path} is missing`);
    else if (sm3(files.get(item.path)).toString('hex') !== item.sm3) broken.push(`${item.path} was changed`);
  }

  const named = new Set([...said.items.map(item => item.path), 'manifest.json', 'manifest.signature.json']);
  for (const path of files.keys()) if (!named.has(path)) broken.push(`${path} is not in the manifest`);
  const entries = linesOf(files.get('trail/entries.jsonl'));
  broken.push(...chainFaults(entries, said), ...valueFaults(linesOf(files.get('trail/internal.jsonl'))));
  const withheld = entries.reduce((sum, entry) => sum + (entry.withheld?.length ?? 0), 0);
  return { items: said.items.length, entries: said.version, withheld, broken };
}

function* signatureFaults(manifest, { publicKey, signature }, expected) {
  if (expected && expected !== publicKey) yield 'it is signed by another key than the one published';
  const statement = Buffer.concat([Buffer.from('sungov-package-1\n'), manifest]);
  if (!verifySm2(Buffer.from(publicKey, 'base64'), statement, Buffer.from(signature, 'base64'))) {
    yield 'the signature does not belong to the manifest';
  }
}

function linesOf(bytes) {
  const text = (bytes ?? Buffer.alloc(0)).toString('utf8');
  return text.split('\n').filter(one => one !== '').map(one => JSON.parse(one));
}

// An entry without its internal values cannot be recomputed: it stands by its hash, which the next entry names.
function* chainFaults(entries, manifest) {
  let [version, previous] = [0, '0'.repeat(64)];
  for (const entry of entries) {
    version += 1;
    const holds = entry.withheld?.length > 0 || hashOf(entry) === entry.hash;
    if (entry.version !== version || entry.previous !== previous || !holds) {
      yield `entry ${entry.version} of the trail does not hold`;
    }

    previous = entry.hash;
  }

  if (version !== manifest.version || previous !== manifest.lastHash) {
    yield 'the trail does not end where the manifest says';
  }
}

// docs/documents.md, 'What is withheld': the hash that stands in another's package belongs to this value.
function* valueFaults(values) {
  for (const { version, event, field, value, salt, sm3: name } of values) {
    const parts = ['sungov-withheld-1', Buffer.from(salt, 'hex'), number(event), field, value];
    if (sm3(...parts.flatMap(framed)).toString('hex') !== name) {
      yield `entry ${version}: the hash of ${field} does not belong to its value`;
    }
  }
}

// docs/journal.md, 'An entry': each value behind its length, then the body.
function hashOf(entry) {
  const body = Buffer.from(entry.body, 'utf8');
  const hex = text => Buffer.from(text, 'hex');
  const header = [
    hex(entry.previous), 'sungov-entry-1', entry.kind, entry.key, number(entry.version), entry.command,
    hex(entry.digest), entry.answer === null ? '0' : `1${entry.answer}`, entry.actor, entry.identity, entry.onBehalf,
    number(entry.atMicroseconds), number(body.length),
  ];
  return sm3(...header.flatMap(framed), body).toString('hex');
}

function framed(value) {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}

function number(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

// --- SM2 (GB/T 32918.2) over the curve sm2p256v1. ------------------------------------------------------------------

const [p, a, b, n, gx, gy] = [
  'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF',
  'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC',
  '28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93',
  'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123',
  '32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7',
  'BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0',
].map(hex => BigInt(`0x${hex}`));
const userId = Buffer.from('1234567812345678');

const mod = (value, by) => ((value % by) + by) % by;
const bytesOf = value => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const numberOf = bytes => BigInt(`0x${bytes.toString('hex')}`);

function inverse(value, by) {
  let [r0, r1, t0, t1] = [by, mod(value, by), 0n, 1n];
  while (r1 !== 0n) [r0, r1, t0, t1] = [r1, r0 % r1, t1, t0 - (r0 / r1) * t1];
  return mod(t0, by);
}

// Points are [x, y]; null is the point at infinity.
function add(one, other) {
  if (!one || !other) return one ?? other;
  const [[x1, y1], [x2, y2]] = [one, other];
  if (x1 === x2 && mod(y1 + y2, p) === 0n) return null;
  const slope = x1 === x2
    ? mod((3n * x1 * x1 + a) * inverse(2n * y1, p), p)
    : mod((y2 - y1) * inverse(x2 - x1, p), p);
  const x = mod(slope * slope - x1 - x2, p);
  return [x, mod(slope * (x1 - x) - y1, p)];
}

function times(factor, point) {
  let [sum, power] = [null, point];
  for (let rest = factor; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = add(sum, power);
    power = add(power, power);
  }

  return sum;
}

/** `key` is a SubjectPublicKeyInfo, whose last 64 bytes are the point; `signature` is DER (r, s). */
function verifySm2(key, message, signature) {
  const point = [numberOf(key.subarray(-64, -32)), numberOf(key.subarray(-32))];
  const [r, s] = integersOf(signature);
  const t = mod(r + s, n);
  if (r <= 0n || r >= n || s <= 0n || s >= n || t === 0n) return false;
  const z = sm3(Buffer.from([0, userId.length * 8]), userId, ...[a, b, gx, gy, ...point].map(bytesOf));
  const sum = add(times(s, [gx, gy]), times(t, point));
  return sum !== null && mod(numberOf(sm3(z, message)) + sum[0], n) === r;
}

function integersOf(der) {
  const length = der[3];
  return [numberOf(der.subarray(4, 4 + length)), numberOf(der.subarray(6 + length))];
}

// --- ZIP: the central directory names every file. -------------------------------------------------------------------

function unzip(bytes) {
  const files = new Map();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('this is no ZIP');
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map(place => bytes.readUInt16LE(at + place));
    const local = bytes.readUInt32LE(at + 42);
    const path = bytes.toString('utf8', at + 46, at + 46 + name);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + size);
    if (files.has(path)) throw new Error(`${path} is there more than once`);
    files.set(path, method === 0 ? content : inflateRawSync(content));
    at += 46 + name + extra + comment;
  }

  return files;
}

if (process.argv[1] && import.meta.url.endsWith(`/${process.argv[1].split('/').at(-1)}`)) {
  const { items, entries, withheld, broken } = checkPackage(readFileSync(process.argv[2]), process.argv[3]);
  for (const fault of broken) console.error(fault);
  if (withheld > 0) console.log(`${withheld} internal values are withheld, each by its hash`);
  console.log(`${items} items, ${entries} entries: ${broken.length === 0 ? 'all holds' : `${broken.length} faults`}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
