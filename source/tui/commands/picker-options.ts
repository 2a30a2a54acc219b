import {cellToText, type Row} from '../../sync/row.ts';
import {frequenciesOf, mostFrequent} from '../../sync/column-statistics.ts';
import {formatCell} from '../../output/format-cell.ts';
import {fitWidth, textWidth} from '../../terminal/fit-width.ts';
import {sanitize} from '../../terminal/sanitize.ts';
import {valueTerm} from './value-filter.ts';
import {keyBindings} from './key-bindings.ts';
import type {SessionContext} from '../session/session-context.ts';
import type {Translator} from '../../i18n/translator.ts';
import type {PickerOption} from '../session/mode.ts';
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
export const exportOptions = ({rows, selected}: List): readonly PickerOption[] =>
	['csv', 'json', 'ndjson', 'csv-excel'].flatMap(format => [
		{value: `${format}:shown`, text: `${format.toUpperCase()}  ${rows.length}`},
		...(selected.size > 0
			? [{value: `${format}:selected`, text: `${format.toUpperCase()}  ● ${selected.size}`}]
			: []),
	]);

/** How often a column of the shown rows has each value, most frequent first; the value is a term of the filter. */
export function frequencyOptions(
	{rows, resource}: List,
	id: string,
	translator: Translator,
): readonly PickerOption[] {
	const column = resource.columns.find(one => one.id === id)!;
	const frequencies = mostFrequent(frequenciesOf(rows, column), maxFrequencies);
	const digits = String(frequencies[0]?.count ?? 0).length;
	const texts = frequencies.map(({value}) =>
		sanitize(formatCell(value, column, translator) || translator.tui.texts.blank),
	);
	const width = Math.min(maxValueCells, Math.max(0, ...texts.map(textWidth)));
	return frequencies.map(({value, count, unsynced}, index) => ({
		value: `filter:${valueTerm(column, value)}`,
		text: [
			fitWidth(texts[index]!, width),
			String(count).padStart(digits),
			`${((100 * count) / rows.length).toFixed(1)} %`.padStart(7),
			unsynced === 0 ? '' : translator.tui.texts.unsynced(unsynced),
		].join('  '),
		share: count / frequencies[0]!.count,
	}));
}

const maxFrequencies = 1000;
const maxValueCells = 32;

/** The name of a view; that of a shipped one in the operator's language, too, so that either is found by typing. */
function viewText(name: string, {tui}: Translator): string {
	const label = tui.texts.viewNames[name] ?? name;
	return label === name ? name : `${label}  ${name}`;
}

/** The command palette: screens, actions and views of the visible list, and commands, each with its key. What was chosen last comes first. */
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
