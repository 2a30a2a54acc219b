/** Writes the generated tables of README and docs, or with `--check` fails when they are stale. */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {commands} from '../source/commands/index.ts';
import {commandSyntax, flagSyntax} from '../source/commands/help-text.ts';
import {commonFlags} from '../source/commands/parse-call.ts';
import {describeSetting, settings} from '../source/config/settings.ts';
import {resources} from '../source/resources/index.ts';
import {differenceKinds} from '../source/sync/difference.ts';
import {keyBindings, helpGroups} from '../source/tui/commands/key-bindings.ts';
import {keyName, actionKeys} from '../source/tui/view/footer.ts';
import {englishTranslator} from '../source/i18n/translator.ts';
import {renderReadmeFrames} from './readme-frames.ts';

const en = englishTranslator;
const frames = renderReadmeFrames();
const formatKeys = (keys: readonly string[]): string => keys.map(key => `\`${keyName(key, en)}\``).join(' ');

const generatedBlocks: Readonly<Record<string, string>> = {
	commands: [
		'| command | what it does | its own flags |',
		'|---|---|---|',
		...commands.map(command => {
			const flags = command.flags.map(flag => `\`${flagSyntax(flag).replaceAll('|', '\\|')}\``).join(' ');
			return `| \`${commandSyntax(command).replace('stalker-console ', '')}\` | ${command.description(en)} | ${flags} |`;
		}),
		`| any of them | | ${commonFlags.map(flag => `\`${flagSyntax(flag)}\``).join(' ')} |`,
	].join('\n'),
	settings: [
		'| in config.toml | flag | environment | what |',
		'|---|---|---|---|',
		...settings.map(
			({key, flag, variable}) =>
				`| \`${key}\` | ${flag ? `\`--${flag}\`` : ''} | ${variable ? `\`${variable}\`` : ''} | ${describeSetting(key, en)} |`,
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
				`| ${formatKeys(actionKeys(action.key))} | ${en.screenTexts(tab.name).title}: ${en.actionTexts(tab.name, action.name).description} |`,
				...(action.on === 'rows' && action.bulk?.key
					? [
							`| ${formatKeys([action.bulk.key])} | ${en.screenTexts(tab.name).title}: the same, for every row that it can be done to |`,
						]
					: []),
			]),
		),
		...helpGroups.flatMap(group =>
			keyBindings
				.filter(binding => binding.group === group)
				.map(({keys, command}) => `| ${formatKeys(keys)} | ${en.tui.commands[command]} |`),
		),
	].join('\n'),
	kinds: [
		'| code | status | what |',
		'|---|---|---|',
		...Object.entries(differenceKinds).map(
			([code, {mark}]) => `| ${code} | \`${mark}\` | ${en.drifts[code as keyof typeof differenceKinds]} |`,
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
		(_, start: string, name: string, end: string) => `${start}${generatedBlocks[name]}\n${end}`,
	);
	if (!process.argv.includes('--check')) writeFileSync(new URL(page, root), after);
	else if (before !== after) {
		process.stderr.write(`${page} is stale: run npm run docs.\n`);
		process.exitCode = 1;
	}
}
