import type {Action} from '../../sync/action.ts';
import {syncStatuses} from '../../sync/difference.ts';
import type {Translator} from '../../i18n/translator.ts';
import {keyBindings, helpGroups, type KeyGroup} from '../commands/key-bindings.ts';
import {hasSidePanel} from '../session/screen-layout.ts';
import type {Mode} from '../session/mode.ts';
import {activeListOf, screenKindOf, type State} from '../session/state.ts';
import {keyName, actionKeys} from './footer.ts';
import {fitText, wrapText} from './line.ts';
import {wrapGroups, wrapParagraph, type Line} from './panel.ts';
import type {RenderContext} from './render-context.ts';

type HelpMode = Extract<Mode, {is: 'help'}>;
type HelpEntry = {readonly name: string; readonly keys: string; readonly text: string};

/** Width of the key column, in cells. */
const keysCells = 12;

/** Lines of the help: commands that are unavailable now with the reason, then all keys of the current screen. */
export function helpLines(
	mode: HelpMode,
	state: State,
	width: number,
	context: RenderContext,
): readonly Line[] {
	const {translator} = context;
	const {texts, groups: titles} = translator.tui;
	const typed = mode.typed.toLowerCase();
	const blocks = helpGroups.flatMap(group => {
		const entries = groupEntries(group, state, context).filter(({keys, text}) =>
			`${keys} ${text}`.toLowerCase().includes(typed),
		);
		return entries.length === 0 ? [] : [{title: titles[group], entries}];
	});
	const found = new Set(blocks.flatMap(({entries}) => entries.map(({name}) => name)));
	const reasons = Object.entries(mode.refusals).filter(([name]) => found.has(name));
	const disabled = new Set(reasons.map(([name]) => name));
	const searchLines: readonly Line[] = [
		[' > ', mode.typed, ['here', ' '], '  ', ['quiet', mode.typed === '' ? texts.typeToFind : '']],
		[''],
	];
	if (blocks.length === 0) return [...searchLines, [` ${texts.nothingFound}`]];
	return [
		...searchLines,
		...(reasons.length > 0 ? [[' ', ['title', texts.unavailable] as const]] : []),
		...reasons.flatMap(([name, reason]) =>
			wrapParagraph(
				[' ', ['title', commandKey(name, state, context)], '  '],
				`${translator.actionTexts(state.activeScreen ?? '', name).label}: ${translator.t(reason)}`,
				width - 6,
			),
		),
		...(reasons.length > 0 ? [['']] : []),
		...layoutGroups(blocks, disabled, hasSidePanel(state.size) ? 3 : 2, width),
		...wrapGroups(
			[
				[' ', ['title', texts.syncStatusTitle]],
				...syncStatuses.map((mark): Line => ['   ', [mark, mark], ` ${translator.syncStatuses[mark]}`]),
			],
			width,
		),
		[''],
		...(activeListOf(state) ? wrapParagraph([' '], texts.filterHelpHint, width - 4) : []),
		...wrapParagraph([' '], texts.keyboardLayouts, width - 4),
		...wrapParagraph([' '], texts.languageNote, width - 4),
	];
}

function commandKey(name: string, state: State, {translator}: RenderContext): string {
	const action = activeListOf(state)?.resource.actions.find(one => one.name === name);
	const binding = keyBindings.find(({command}) => command === name);
	return keyName(action?.key ?? binding?.keys[0] ?? '', translator);
}

/** Entries of a key group that apply to this screen; the actions of the resource come first. */
function groupEntries(group: KeyGroup, state: State, {translator}: RenderContext): readonly HelpEntry[] {
	const list = activeListOf(state);
	const screenKind = screenKindOf(state);
	const actions = group === 'act' ? (list?.resource.actions ?? []) : [];
	return [
		...actions.flatMap(action => actionEntries(action, list!.resource.name, translator)),
		...(group === 'act' && list ? state.customCommands : []).map(({key, name}) => ({
			name: `custom ${key}`,
			keys: keyName(key, translator),
			text: name,
		})),
		...keyBindings
			.filter(binding => binding.group === group && binding.activeOn.includes(screenKind))
			.map(({command, keys}) => ({
				name: command,
				keys:
					keys.length > 3
						? `${keys[0]!}${translator.tui.texts.upTo}${keys.at(-1)!}`
						: keys.map(key => keyName(key, translator)).join(' '),
				text: translator.tui.commands[command],
			})),
	];
}

function actionEntries(action: Action, listName: string, translator: Translator): readonly HelpEntry[] {
	const {name, key} = action;
	const {label, description} = translator.actionTexts(listName, name);
	const keys = actionKeys(key).map(one => keyName(one, translator));
	const bulkKey = action.scope === 'rows' ? action.bulk?.key : undefined;
	return [
		{name, keys: keys.join(' '), text: description},
		...(bulkKey ? [{name, keys: bulkKey, text: `${label}: ${translator.tui.texts.allSelected}`}] : []),
	];
}

type HelpGroup = {readonly title: string; readonly entries: readonly HelpEntry[]};

/** Lays out the groups in `columns` columns. A group is not split; it goes to the shortest column. */
function layoutGroups(
	blocks: readonly HelpGroup[],
	disabled: ReadonlySet<string>,
	columns: number,
	width: number,
): readonly Line[] {
	const columnWidth = Math.floor((width - 2) / columns) - 2;
	const stacks: Line[][] = Array.from({length: columns}, () => []);
	for (const {title, entries} of blocks) {
		const stack = stacks.reduce((least, one) => (one.length < least.length ? one : least));
		stack.push([['title', fitText(title, columnWidth)]]);
		for (const {name, keys, text} of entries) {
			const lines = wrapText(text, columnWidth - keysCells - 1).map(
				(line, index) =>
					`${fitText(index === 0 ? keys : '', keysCells)} ${fitText(line, columnWidth - keysCells - 1)}`,
			);
			stack.push(...lines.map((line): Line => [disabled.has(name) ? ['quiet', line] : line]));
		}

		stack.push([' '.repeat(columnWidth)]);
	}

	const blank: Line = [' '.repeat(columnWidth)];
	return Array.from({length: Math.max(...stacks.map(stack => stack.length))}, (_, index) => [
		' ',
		...stacks.flatMap(stack => [...(stack[index] ?? blank), '  ']),
	]);
}
