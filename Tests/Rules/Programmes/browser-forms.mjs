// What the web's own code finds in sections: { schema, ui, content, form } of each come in, what was found goes out.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const web = join(process.argv[2], 'Web');
const require = createRequire(join(web, 'package.json'));
const { createServer } = await import(pathToFileURL(require.resolve('vite')));
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

let text = '';
for await (const part of process.stdin) {
  text += part;
}
const vite = await createServer({
  root: web, logLevel: 'error', appType: 'custom', server: { middlewareMode: true, ws: false, watch: null },
});
const { checkConditioned } = await vite.ssrLoadModule('/src/features/Projects/check.ts');
const { conditioned } = await vite.ssrLoadModule('/src/ui/reading/conditions.ts');
const { judge } = await vite.ssrLoadModule('/src/features/Projects/rules.ts');
const given = JSON.parse(text).map(({ schema, ui, content, form }) => {
  const ajv = addFormats(new Ajv({ strict: false, allErrors: true }), ['date']);
  const section = conditioned(schema, ui, content, { form });
  const found = checkConditioned(schema, section);
  const judged = judge(ui['ui:rules'] ?? [], { ...section.content, form }, { names: [], depth: 1 }, true);
  return {
    findings: [...found, ...judged.findings].map((finding) => `${finding.code}@${finding.field}`),
    hidden: [...section.hidden],
    valid: ajv.compile(schema)(section.content) && section.missing.length === 0,
  };
});
await vite.close();
process.stdout.write(JSON.stringify(given));
