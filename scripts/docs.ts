/** Writes the generated tables of README and docs, or with `--check` fails when they are stale. */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {commands} from '../source/commands/index.ts';
import {callOf, flagText} from '../source/commands/help.ts';
import {commonFlags} from '../source/commands/parse.ts';
import {aboutSetting, settings} from '../source/config/settings.ts';
import {resources} from '../source/resources/index.ts';
import {kinds} from '../source/sync/drift.ts';
import {bindings, groups} from '../source/tui/bindings.ts';
import {keyName, keysOfAction} from '../source/tui/frame/foot.ts';
import {english} from '../source/words/words.ts';
import {framesForReadme} from './frames.ts';

const en = english;
const frames = framesForReadme();
const keyTexts = (keys: readonly string[]): string => keys.map(key => `\`${keyName(key, en)}\``).join(' ');

const blocks: Readonly<Record<string, string>> = {
	commands: [
		'| command | what it does | its own flags |',
		'|---|---|---|',
		...commands.map(command => {
			const flags = command.flags.map(flag => `\`${flagText(flag).replaceAll('|', '\\|')}\``).join(' ');
			return `| \`${callOf(command).replace('stalker-console ', '')}\` | ${command.about(en)} | ${flags} |`;
		}),
		`| any of them | | ${commonFlags.map(flag => `\`${flagText(flag)}\``).join(' ')} |`,
	].join('\n'),
	settings: [
		'| in config.toml | flag | environment | what |',
		'|---|---|---|---|',
		...settings.map(
			({key, flag, variable}) =>
				`| \`${key}\` | ${flag ? `\`--${flag}\`` : ''} | ${variable ? `\`${variable}\`` : ''} | ${aboutSetting(key, en)} |`,
		),
	].join('\n'),
	columns: [
		'| list | columns |',
		'|---|---|',
		...resources.map(({name, columns}) => `| ${name} | ${columns.map(({id}) => `\`${id}\``).join(' ')} |`),
	].join('\n'),
	frames: ['accounts', 'question']
		.map(name => `\`\`\`text\n${frames[name as keyof typeof frames]}\n\`\`\``)
		.join('\n\n'),
	keys: [
		'| key | what it does |',
		'|---|---|',
		...resources.flatMap(tab =>
			tab.actions.flatMap(action => [
				`| ${keyTexts(keysOfAction(action.key))} | ${en.screen(tab.name).title}: ${en.action(tab.name, action.name).about} |`,
				...(action.on === 'rows' && action.bulk?.key
					? [
							`| ${keyTexts([action.bulk.key])} | ${en.screen(tab.name).title}: the same, for every row that it can be done to |`,
						]
					: []),
			]),
		),
		...groups.flatMap(group =>
			bindings
				.filter(binding => binding.group === group)
				.map(({keys, command}) => `| ${keyTexts(keys)} | ${en.console.commands[command]} |`),
		),
	].join('\n'),
	kinds: [
		'| code | status | what |',
		'|---|---|---|',
		...Object.entries(kinds).map(
			([code, {mark}]) => `| ${code} | \`${mark}\` | ${en.drifts[code as keyof typeof kinds]} |`,
		),
	].join('\n'),
};

const root = new URL('../', import.meta.url);
const pages = [
	'README.md',
	...readdirSync(new URL('docs/', root))
		.filter(name => name.endsWith('.md'))
		.map(name => `docs/${name}`),
];
for (const page of pages) {
	const before = readFileSync(new URL(page, root), 'utf8');
	const after = before.replaceAll(
		/(<!-- generated: (\w+) -->\n)[^]*?(<!-- end -->)/g,
		(_, start: string, name: string, end: string) => `${start}${blocks[name]}\n${end}`,
	);
	if (!process.argv.includes('--check')) writeFileSync(new URL(page, root), after);
	else if (before !== after) {
		process.stderr.write(`${page} is stale: run npm run docs.\n`);
		process.exitCode = 1;
	}
}
