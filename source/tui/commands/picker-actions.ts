import {cellToText} from '../../sync/row.ts';
import {createRowWriter} from '../../output/row-json.ts';
import {sanitize} from '../../terminal/sanitize.ts';
import type {CsvLayout} from '../../output/formats.ts';
import {message} from '../../i18n/translator.ts';
import {dispatchKey} from './dispatch.ts';
import {startFix} from './fix-actions.ts';
import {goToRow} from './navigation.ts';
import {goToScreen} from '../session/go-to-screen.ts';
import {maxClipboardBytes} from '../session/terminal-host.ts';
import {addToFilter} from './value-filter.ts';
import {moveCursorTo, moveToFirst, refilter, sortBy, sortBySecond} from '../session/list-state.ts';
import {saveView, showView} from '../session/views.ts';
import type {SessionContext} from '../session/session-context.ts';
import type {Picker, PickerOption} from '../session/mode.ts';
import type {List} from '../session/list.ts';
import {activeListOf} from '../session/state.ts';

/** Does what the chosen option stands for. */
export function applyOption(mode: Picker, {value}: PickerOption, context: SessionContext): void {
	const {store} = context;
	store.setState({mode: {is: 'browse'}});
	const list = activeListOf(store.getState());
	if (mode.purpose === 'command') return runCommand(value, context);
	if (mode.purpose === 'portal') return context.showPortal(value);
	if (!list) return;
	if (typeof mode.purpose === 'object')
		return actOnRow(mode.purpose.action, mode.rowKey, value, list, context);
	switch (mode.purpose) {
		case 'fix':
			return startFix(value, mode.rowKey, context);
		case 'sort':
			return store.updateActiveList((before, height) => sortBy(before, value, height));
		case 'sort-second':
			return store.updateActiveList((before, height) => sortBySecond(before, value, height));
		case 'columns': {
			const columns = mode.options.filter(({isTicked}) => isTicked).map(option => option.value);
			if (columns.length > 0) store.updateActiveList(before => ({...before, columns, columnOffset: 0}));
			return;
		}
		case 'copy':
			return context.pendingTasks.add(copyRow(value, mode.rowKey, list, context));
		case 'export':
			return context.pendingTasks.add(exportRows(value, list, context));
		case 'frequencies':
			return addToFilter(value.slice('filter:'.length), context);
	}
}

/** Runs what was chosen in the command palette: `KIND:ARGUMENT`. */
function runCommand(value: string, context: SessionContext): void {
	const {store} = context;
	const [, kind, argument = ''] = /^(\w+):(.*)$/s.exec(value) ?? [];
	store.setState({
		recentCommands: [value, ...store.getState().recentCommands.filter(one => one !== value)].slice(0, 20),
	});
	switch (kind) {
		case 'row':
			return goToRow(argument, context);
		case 'index':
			return goToIndex(Number(argument), context);
		case 'screen':
			return goToScreen(argument, context);
		case 'go': {
			const [screen = '', ...rest] = argument.split(' ');
			return goToScreenWith(screen, rest.join(' '), context);
		}

		case 'save':
			store.updateActiveList(list => saveView(list, argument));
			return reportSavedView(argument, context);
		case 'view':
			return store.updateActiveList((list, height) => {
				const view = list.views.find(({name}) => name === argument);
				return view ? showView(list, view, height) : list;
			});
		default:
			return dispatchKey({name: argument, text: '', inBurst: true}, context);
	}
}

/** Says by which keys the saved view is shown again. */
function reportSavedView(name: string, {store}: SessionContext): void {
	const list = activeListOf(store.getState());
	if (!list) return store.notify('bad', message('view-needs-list'));
	const number = list.views.findIndex(view => view.name === name) + 1;
	store.notify('good', message('view-saved', {name, digit: number > 9 ? null : number}));
}

/** Row N of the visible list, counted from 1. */
function goToIndex(position: number, {store}: SessionContext): void {
	const list = activeListOf(store.getState());
	if (!list || position < 1 || position > list.rows.length)
		return store.notify('bad', message('no-index', {n: list?.rows.length ?? 0}));
	store.updateActiveList((before, height) => moveCursorTo(before, position - 1, height));
}

/** Shows a screen: at the row with this ID if there is exactly one, else filtered. */
function goToScreenWith(name: string, text: string, context: SessionContext): void {
	const {store} = context;
	goToScreen(name, context);
	const list = activeListOf(store.getState());
	if (!list) return;
	const found = list.comparison ? list.resource.find(text, list.comparison.rows) : [];
	if (found.length === 1) return goToRow(text, context);
	store.updateActiveList((before, height) =>
		moveToFirst(refilter({...before, filter: text, onlySelected: false, cursorKey: null}, height)),
	);
}

/** Starts the action on the row that the picker was opened for, wherever the cursor is now; without one on the selected rows. */
function actOnRow(
	name: string,
	rowKey: string | null,
	choice: string,
	list: List,
	{store, actionController}: SessionContext,
): void {
	const action = list.resource.actions.find(one => one.name === name);
	if (action?.scope === 'rows' && action.argument?.accepts(choice) === false)
		return store.notify('bad', message('text-unsendable'));
	if (action?.scope === 'rows' && rowKey === null)
		return actionController.startRowAction(action, {alwaysConfirm: true, answers: {choice}});
	const row = list.comparison?.rows.find(({key}) => key === rowKey);
	if (action?.scope !== 'rows' || !row) return store.notify('bad', message('row-gone', {key: rowKey ?? ''}));
	actionController.startRowAction(action, {alwaysConfirm: true, rows: [row], answers: {choice}});
}

/**
Copies a field, the row as JSON, or the keys of the selected rows. Control characters are removed: the text may be pasted into a shell.
*/
async function copyRow(
	value: string,
	rowKey: string | null,
	list: List,
	{store, host}: SessionContext,
): Promise<void> {
	const {resource, selected} = list;
	const row = list.comparison?.rows.find(({key}) => key === rowKey);
	if (!row) return;
	const column = resource.columns.find(({id}) => value === `field:${id}`);
	const text = column
		? sanitize(cellToText(column.value(row)))
		: value === 'keys'
			? [...selected].map(sanitize).join('\n')
			: createRowWriter(resource.columns)(row);
	const n = Buffer.byteLength(text);
	if (n > maxClipboardBytes) return store.notify('bad', message('copy-too-long', {n}));
	host.copyToClipboard(text);
	store.notify(
		'plain',
		message('copied', {what: column ? column.id : value === 'keys' ? `${selected.size}` : 'JSON'}),
	);
}

/** Writes the visible or the selected rows to a file. `value`: format and rows, as `csv:shown`. */
async function exportRows(
	value: string,
	{resource, rows, selected, comparison}: List,
	{store, host}: SessionContext,
): Promise<void> {
	const {rowToCsv, formatCsv} = await loadFormats();
	const [format, scope] = value.split(':') as ['csv' | 'json' | 'ndjson' | 'csv-excel', 'shown' | 'selected'];
	const exported = scope === 'shown' ? rows : (comparison?.rows.filter(({key}) => selected.has(key)) ?? []);
	const formatTable = (layout: CsvLayout) =>
		formatCsv(
			['key', 'mark', ...resource.columns.map(({id}) => id), 'drifts'],
			exported.map(row => rowToCsv(row, resource.columns)),
			layout,
		);
	const jsonRows = () => exported.map(createRowWriter(resource.columns));
	const texts = {
		csv: () => formatTable({}),
		'csv-excel': () => formatTable({isForExcel: true}),
		json: () => `[${jsonRows().join(',')}]`,
		ndjson: () => jsonRows().join('\n'),
	};
	const file = await host.saveFile(`${resource.name}.${format.split('-')[0]}`, `${texts[format]()}\n`);
	store.notify('good', message('exported', {file, n: exported.length}));
}

/** Imported on first use: the first frame does not wait for the CSV library. */
export const loadFormats = async () => import('../../output/formats.ts');
