import {cellToText} from '../../sync/row.ts';
import type {Column, Row} from '../../sync/row.ts';
import {countValues, rankValues} from '../../sync/column-statistics.ts';
import {memoizeWeak} from '../../sync/memoize-weak.ts';
import {createSlicedWork, partOfWork, type SlicedWork} from '../../sync/sliced-work.ts';
import {formatCell} from '../../output/format-cell.ts';
import {fitWidth, textWidth} from '../../terminal/fit-width.ts';
import {sanitize} from '../../terminal/sanitize.ts';
import {valueTerm} from './value-filter.ts';
import {keyBindings} from './key-bindings.ts';
import type {SessionContext} from '../session/session-context.ts';
import type {Translator} from '../../i18n/translator.ts';
import type {Picker, PickerOption} from '../session/mode.ts';
import type {List} from '../session/list.ts';
import {activeListOf, screenKindOf, type State} from '../session/state.ts';

/** The columns to sort by, and the sync status. `picker-actions.ts` handles the chosen option, here and below. */
export const sortOptions = ({resource}: List, translator: Translator): readonly PickerOption[] =>
	['mark', ...resource.columns.map(({id}) => id)].map(id => ({
		value: id,
		text: columnText(resource.name, id, translator),
	}));

/** The label of a column and its name in the API, so that either is found by typing. */
function columnText(screen: string, id: string, translator: Translator): string {
	const label = translator.columnLabel(screen, id);
	return label === id ? id : `${label}  ${id}`;
}

/** The visible columns in their order, then the others. */
export function columnOptions({resource, columns}: List, translator: Translator): readonly PickerOption[] {
	const others = resource.columns.map(({id}) => id).filter(id => !columns.includes(id));
	return [
		...columns.map(id => ({
			value: id,
			text: columnText(resource.name, id, translator),
			isTicked: true,
			isFixed: id === resource.columns[0]!.id,
		})),
		...others.map(id => ({value: id, text: columnText(resource.name, id, translator), isTicked: false})),
	];
}

/** One field, the whole row as JSON, or the keys of the selected rows. */
export const copyOptions = (
	{resource, selected}: List,
	row: Row,
	translator: Translator,
): readonly PickerOption[] => [
	...resource.columns.flatMap(column => {
		const text = cellToText(column.value(row));
		return text === ''
			? []
			: [
					{
						value: `field:${column.id}`,
						text: `${translator.columnLabel(resource.name, column.id)}  ${sanitize(text)}`,
					},
				];
	}),
	{value: 'row', text: 'JSON'},
	...(selected.size > 0 ? [{value: 'keys', text: `● ${selected.size}`}] : []),
];

/** The portals besides the shown one. */
export const portalOptions = ({portals}: State): readonly PickerOption[] =>
	portals.filter(({isShown}) => !isShown).map(({name}) => ({value: name, text: name}));

/** The visible rows or the selected ones, in each format. */
export const exportOptions = ({rows, selected}: List, {tui: {texts}}: Translator): readonly PickerOption[] =>
	['csv', 'json', 'ndjson', 'csv-excel'].flatMap(format => [
		{value: `${format}:shown`, text: `${format.toUpperCase()}  ${texts.rows(rows.length)}`},
		...(selected.size > 0
			? [{value: `${format}:selected`, text: `${format.toUpperCase()}  ● ${texts.rows(selected.size)}`}]
			: []),
	]);

/** Options of which there may be too many: `otherValues` counts those that are left out. */
export type ValueOptions = Pick<Picker, 'options' | 'otherValues'>;

/**
How often the column at the column cursor has each value in the shown rows, most frequent first; the value is a term of the filter. The same
work for the same rows and column.
*/
export function valueOptions(
	{rows, resource, columnCursor}: List,
	translator: Translator,
): SlicedWork<ValueOptions> {
	const column = resource.columns.find(({id}) => id === columnCursor)!;
	return optionsByRows(rows)(column)(translator);
}

const optionsByRows = memoizeWeak((rows: readonly Row[]) =>
	memoizeWeak((column: Column) =>
		memoizeWeak((translator: Translator) => createSlicedWork(() => optionSteps(rows, column, translator))),
	),
);

function* optionSteps(
	rows: readonly Row[],
	column: Column,
	translator: Translator,
): Generator<void, ValueOptions> {
	const frequencies = yield* partOfWork(rankValues(rows, column, maxFrequencies));
	const digits = String(frequencies[0]?.count ?? 0).length;
	const texts: string[] = [];
	let width = 0;
	for (const {value} of frequencies) {
		const text = sanitize(formatCell(value, column, translator) || translator.tui.texts.blank);
		width = Math.min(maxValueCells, Math.max(width, textWidth(text)));
		if (texts.push(text) % optionsPerStep === 0) yield;
	}

	const options: PickerOption[] = [];
	for (const [index, {value, count, unsynced}] of frequencies.entries()) {
		options.push({
			value: `filter:${valueTerm(column, value)}`,
			text: [
				fitWidth(texts[index]!, width),
				String(count).padStart(digits),
				`${((100 * count) / rows.length).toFixed(1)} %`.padStart(7),
				unsynced === 0 ? '' : translator.tui.texts.unsynced(unsynced),
			].join('  '),
			share: count / frequencies[0]!.count,
		});
		if (index % optionsPerStep === 0) yield;
	}

	return {options, otherValues: countValues(rows, column).result()!.length - options.length};
}

/** Options between two points at which the work may be interrupted. */
const optionsPerStep = 20;

const maxFrequencies = 1000;
const maxValueCells = 32;

/** The name of a view; that of a shipped one in the operator's language, too, so that either is found by typing. */
function viewText(name: string, {tui}: Translator): string {
	const label = tui.texts.viewNames[name] ?? name;
	return label === name ? name : `${label}  ${name}`;
}

/**
The command palette: screens, actions and views of the visible list, and commands, each with its key. What was chosen last comes first.
*/
export function commandOptions({store, translator}: SessionContext): readonly PickerOption[] {
	const {screens, portals, recentCommands} = store.getState();
	const list = activeListOf(store.getState());
	const screenKind = screenKindOf(store.getState());
	const omitted = new Set(['screen', 'palette', 'show-view', ...(portals.length > 1 ? [] : ['portal'])]);
	const options: readonly PickerOption[] = [
		...screens.map(({key, name}) => ({
			value: `screen:${name}`,
			text: `${key}  ${translator.screenTexts(name).title}`,
		})),
		...(list?.views ?? []).map(({name, filter}) => ({
			value: `view:${name}`,
			text: `${viewText(name, translator)}  ${filter}`,
		})),
		...(list?.resource.actions ?? []).map(({key, name}) => {
			const {label, description} = translator.actionTexts(list!.resource.name, name);
			return {value: `key:${key}`, text: `${key}  ${label}: ${description}`};
		}),
		...(list ? store.getState().customCommands : []).map(({key, name}) => ({
			value: `key:${key}`,
			text: `${translator.tui.keys[key] ?? key}  ${name}`,
		})),
		...keyBindings
			.filter(({activeOn, command}) => activeOn.includes(screenKind) && !omitted.has(command))
			.map(({keys, command}) => ({
				value: `key:${keys[0]!}`,
				text: `${translator.tui.keys[keys[0]!] ?? keys[0]!}  ${translator.tui.commands[command]}`,
			})),
	];
	const rankOf = ({value}: PickerOption): number => {
		const index = recentCommands.indexOf(value);
		return index === -1 ? recentCommands.length : index;
	};
	return options.toSorted((one, other) => rankOf(one) - rankOf(other));
}
