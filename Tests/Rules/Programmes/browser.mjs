// What a browser makes of rules: a list of [rule, data] comes in, a list of what each gave goes out.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.argv[2], 'Web', 'package.json'));
const logic = require('json-logic-js');
console.log = () => {};
let text = '';
for await (const part of process.stdin) {
  text += part;
}
const given = JSON.parse(text).map(([rule, data]) => {
  try {
    return { value: logic.apply(rule, data) ?? null };
  } catch {
    return { threw: true };
  }
});
process.stdout.write(JSON.stringify(given));
