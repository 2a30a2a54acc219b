import {commands} from '../../source/commands/index.ts';
import {commandSyntax, flagSyntax} from '../../source/commands/help-text.ts';
import {commonFlags} from '../../source/commands/parse-call.ts';
import {describeSetting, settings} from '../../source/config/settings.ts';
import {resources} from '../../source/resources/index.ts';
import {differenceKinds} from '../../source/sync/difference.ts';
import type {FixUse} from '../../source/sync/fix.ts';
import {filterForms} from '../../source/sync/filter.ts';
import {helpGroups, keyBindings} from '../../source/tui/commands/key-bindings.ts';
import {actionKeys, keyName} from '../../source/tui/view/key-hints.ts';
import {englishTranslator as en} from '../../source/i18n/translator.ts';
import {kindCauses} from './kind-causes.ts';

/** The text of each generated part, by the name that stands in `<!-- generated: NAME -->`. All of it follows from declarations. */
export function generateBlocks(): ReadonlyMap<string, string> {
	return new Map([
		['commands', table(['command', 'what it does', 'its own flags'], commandRows())],
		['settings', table(['in config.toml', 'flag', 'environment', 'what'], settingRows())],
		['columns', table(['list', 'columns'], columnRows())],
		['keys', table(['key', 'what it does'], keyRows())],
		['filter', table(['term', 'matches'], filterRows())],
		[
			'kinds',
			table(
				[
					'code',
					'status',
					'what',
					'how it comes about',
					'`--use billing`: writes Stalker',
					'`--use stalker`: writes billing',
				],
				kindRows(),
			),
		],
		['fixes', table(['fix', 'of', '`--use`', 'writes', 'besides'], fixRows())],
	]);
}

type Rows = ReadonlyArray<readonly string[]>;

const table = (header: readonly string[], rows: Rows): string =>
	[header, header.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

const commandRows = (): Rows => [
	...commands.map(command => [
		code(commandSyntax(command).replace('stalker-console ', '')),
		command.description(en),
		command.flags.map(flag => code(flagSyntax(flag))).join(' '),
	]),
	['any of them', '', commonFlags.map(flag => code(flagSyntax(flag))).join(' ')],
];

const settingRows = (): Rows =>
	settings.map(({key, flag, variable}) => [
		code(key),
		flag === undefined ? '' : code(`--${flag}`),
		variable === undefined ? '' : code(variable),
		describeSetting(key, en),
	]);

const columnRows = (): Rows =>
	resources.map(({name, columns}) => [name, columns.map(({id}) => code(id)).join(' ')]);

const filterRows = (): Rows =>
	filterForms.map(({name, examples}) => [examples.map(code).join(' '), en.filterForms[name]]);

const kindRows = (): Rows =>
	Object.entries(differenceKinds).map(([name, {mark}]) => [
		name,
		code(mark),
		en.differences[name as keyof typeof differenceKinds],
		kindCauses[name as keyof typeof differenceKinds],
		fixCell(name, 'billing'),
		fixCell(name, 'stalker'),
	]);

/** What the fixes of a kind do in one direction. */
const fixCell = (kind: string, use: FixUse): string => {
	const fixes = resources.flatMap(({fixes: own = []}) => own);
	const texts = fixes
		.filter(fix => fix.use === use && fix.kinds.some(code => code === kind))
		.map(({name}) => en.fixes[name]);
	return [...new Set(texts)].join('; ') || '–';
};

/** Every fix with what it writes. */
const fixRows = (): Rows =>
	resources.flatMap(resource =>
		(resource.fixes ?? []).map(fix => [
			en.fixes[fix.name],
			fix.kinds.join(' '),
			fix.use,
			'action' in fix ? `as ${code(`${resource.name} ${fix.action}`)}` : fix.writes.map(code).join(' '),
			[
				...('changes' in fix && fix.interruptsTv
					? ['May interrupt TV: names who is online, and several rows need their number.']
					: []),
				...(fix.note ? [en.t(fix.note)] : []),
			].join(' '),
		]),
	);

const formatKeys = (keys: readonly string[]): string => keys.map(key => code(keyName(key, en))).join(' ');

/** The actions of each screen, then the keys of all screens in the order of the help. */
const keyRows = (): Rows => [
	...resources.flatMap(({name, actions}) =>
		actions.flatMap(action => {
			const {title} = en.screenTexts(name);
			const {label, description} = en.actionTexts(name, action.name);
			const bulk = action.scope === 'rows' ? action.bulk?.key : undefined;
			return [
				[formatKeys(actionKeys(action.key)), `${title}: ${description}`],
				...(bulk === undefined
					? []
					: [[formatKeys([bulk]), `${title}: ${label}, ${en.tui.texts.allSelected}`]]),
			];
		}),
	),
	...helpGroups.flatMap(group =>
		keyBindings
			.filter(binding => binding.group === group)
			.map(({keys, command}) => [formatKeys(keys), en.tui.commands[command]]),
	),
];
