// Asks other search libraries what `cargo xtask bench search` asks ours: documents and queries come in a file,
// the codes of each answer go out by library and query.
import { readFileSync } from 'node:fs';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';

const { documents, queries } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const texts = documents.map(({ keywords, messages, meaning, ...rest }) => ({
  ...rest, number: String(rest.code), keywords: (keywords ?? []).join(' '), messages: (messages ?? []).join(' '), meaning: (meaning ?? []).join(' '),
}));
const fields = ['number', 'name', 'aliases', 'keywords', 'messages', 'summary', 'meaning', 'vendor'];

const mini = new MiniSearch({ idField: 'code', fields });
mini.addAll(texts);
const fuse = new Fuse(texts, { keys: fields, ignoreLocation: true, threshold: 0.4 });
const engines = {
  MiniSearch: query => mini.search(query, { prefix: true, fuzzy: 0.2 }).map(({ id }) => id),
  'Fuse.js': query => fuse.search(query).map(({ item }) => item.code),
};
const answers = {};
for (const [name, ask] of Object.entries(engines)) {
  answers[name] = Object.fromEntries(queries.map(query => [query, ask(query)]));
}
console.log(JSON.stringify(answers));
