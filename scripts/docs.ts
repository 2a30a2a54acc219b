/**
Writes the generated parts of README and docs: tables, and pictures of the console. With `--check` it writes nothing, and fails when one of
them is stale, when a link is dead, or when a page names a path, a command or a flag that does not exist.
*/
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {generateBlocks} from './docs/blocks.ts';
import {checkCommands} from './docs/check-commands.ts';
import {checkLinks} from './docs/check-links.ts';
import {drawPictures} from './docs/pictures.ts';

const root = new URL('../', import.meta.url);
const isCheck = process.argv.includes('--check');
const wrong: string[] = [];

const textOf = (file: string): string | null =>
	existsSync(new URL(file, root)) ? readFileSync(new URL(file, root), 'utf8') : null;

/** Writes a file whose text is generated; a check only compares. */
function put(file: string, text: string): void {
	if (textOf(file) === text) return;
	if (isCheck) wrong.push(`${file} is stale: run npm run docs.`);
	else writeFileSync(new URL(file, root), text);
}

mkdirSync(new URL('docs/images/', root), {recursive: true});
for (const [name, svg] of drawPictures()) put(`docs/images/${name}`, svg);

const markdownIn = (folder: string): readonly string[] =>
	readdirSync(new URL(folder, root))
		.filter(name => name.endsWith('.md'))
		.map(name => folder + name);
const blocks = generateBlocks();
for (const page of [...markdownIn(''), ...markdownIn('docs/')]) {
	const before = textOf(page)!;
	const after = before.replaceAll(
		/(<!-- generated: (\S+) -->\n)[^]*?(<!-- end -->)/g,
		(whole: string, start: string, name: string, end: string) => {
			const block = blocks.get(name);
			if (block === undefined) wrong.push(`${page}: nothing is generated as ${name}.`);
			return block === undefined ? whole : `${start}${block}\n${end}`;
		},
	);
	put(page, after);
	wrong.push(...checkLinks(page, after, root), ...checkCommands(page, after));
}

for (const line of wrong) process.stderr.write(`${line}\n`);
if (wrong.length > 0) process.exitCode = 1;
