/** Writes the README's generated tables, or with `--check` fails when they are stale. */
import {readFileSync, writeFileSync} from 'node:fs';
import {commands} from '../source/commands/index.ts';
import {commandTable} from '../source/commands/help.ts';
import {settings, type Setting} from '../source/config/settings.ts';
import {resources} from '../source/resources/index.ts';
import {kinds} from '../source/sync/drift.ts';
import {en} from '../source/words/en.ts';

const declared: readonly Setting[] = settings;

const blocks: Readonly<Record<string, string>> = {
	commands: commandTable(commands),
	settings: [
		'| in config.toml | flag | environment | what |',
		'|---|---|---|---|',
		...declared.map(
			({key, flag, variable, about}) =>
				`| \`${key}\` | ${flag ? `\`--${flag}\`` : ''} | ${variable ? `\`${variable}\`` : ''} | ${about} |`,
		),
	].join('\n'),
	columns: [
		'| list | columns |',
		'|---|---|',
		...resources.map(({name, columns}) => `| ${name} | ${columns.map(({id}) => `\`${id}\``).join(' ')} |`),
	].join('\n'),
	drifts: [
		'| kind | mark | what |',
		'|---|---|---|',
		...Object.entries(kinds).map(
			([code, {mark}]) => `| ${code} | \`${mark}\` | ${en.drifts[code as keyof typeof kinds]} |`,
		),
	].join('\n'),
};

const file = new URL('../README.md', import.meta.url);
const before = readFileSync(file, 'utf8');
const after = before.replaceAll(
	/(<!-- generated: (\w+) -->\n)[^]*?(<!-- end -->)/g,
	(_, start: string, name: string, end: string) => `${start}${blocks[name]}\n${end}`,
);

if (!process.argv.includes('--check')) writeFileSync(file, after);
else if (before !== after) {
	process.stderr.write('README.md is stale: run npm run docs.\n');
	process.exitCode = 1;
}
