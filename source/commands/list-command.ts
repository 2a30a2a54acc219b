import {countedStatuses} from '../sync/statuses.ts';
import {syncStatuses} from '../sync/difference.ts';
import {searchIndexOf} from '../sync/search-index.ts';
import {matchingRows, parseFilter, filterForms} from '../sync/filter.ts';
import {parseSyncStatuses} from '../sync/filter-term.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {Column, Row} from '../sync/row.ts';
import {sortRows} from '../sync/sort.ts';
import type {Message} from '../i18n/message.ts';
import {message, type Translator} from '../i18n/translator.ts';
import {UsageError, type Command, type Flag, type Invocation, type CommandResult} from './command.ts';
import {JsonTexts} from './json-texts.ts';
import {rowToCsv} from '../output/formats.ts';
import {createRowWriter} from '../output/row-json.ts';
import {formatTable, type TableLayout} from './format-table.ts';
import {completeRows, listedResource, readRows} from './list-rows.ts';
import {nearestWord} from '../normalize/nearest-word.ts';
import {allPortalsFlag} from './portal-flags.ts';

const listFlags = (resource: AnyResource): readonly Flag[] => [
	allPortalsFlag,
	{name: 'unsynced', kind: 'yes', description: translator => translator.commandHelp.flags.unsynced},
	{
		name: 'mark',
		kind: 'text',
		value: 'MARKS',
		values: syncStatuses,
		description: translator => translator.commandHelp.flags.mark,
	},
	{
		name: 'filter',
		kind: 'text',
		value: 'EXPR',
		values: [...resource.columns.map(({id}) => `${id}:`), 'sync:', 'drift:'],
		description: translator => translator.commandHelp.flags.filter,
	},
	{
		name: 'columns',
		kind: 'text',
		value: 'A,B',
		values: resource.columns.map(({id}) => id),
		description: translator => translator.commandHelp.flags.columns,
	},
	{
		name: 'sort',
		kind: 'text',
		value: 'COLUMN',
		values: [...resource.columns.flatMap(({id}) => [id, `-${id}`]), 'mark', '-mark'],
		description: translator => translator.commandHelp.flags.sort,
	},
	{
		name: 'limit',
		kind: 'number',
		value: 'N',
		range: {least: 0},
		description: translator => translator.commandHelp.flags.limitRows,
	},
	{
		name: 'watch',
		kind: 'number',
		value: 'SECONDS',
		range: {least: 1},
		description: translator => translator.commandHelp.flags.watch,
	},
	{name: 'force', kind: 'yes', description: translator => translator.commandHelp.flags.force},
	{
		name: 'confirm',
		kind: 'number',
		value: 'N',
		range: {least: 0},
		description: translator => translator.commandHelp.flags.confirmShort,
	},
];

/** Creates the command that lists a resource (`accounts list`): every row with its sync status. */
export const createListCommand = (listed: AnyResource): Command => ({
	words: [listed.name, 'list'],
	args: '',
	maxArguments: 0,
	description: translator => translator.commandHelp.about.list(listed.name),
	flags: listFlags(listed),
	helpSection: translator => ({
		title: translator.commandHelp.headings.filterTerms,
		rows: filterForms.map(({name, examples}) => [examples.join('  '), translator.filterForms[name]]),
	}),
	hasTable: true,
	async run(invocation) {
		const {flags, translator, report} = invocation;
		const isOfAll = flags['all-portals'] === true;
		const resource = listedResource(listed, isOfAll);
		const columns = parseColumns(flags['columns'], resource, isOfAll);
		if (isOfAll && flags['force'] === true)
			throw new UsageError(message('usage-one-format', {flags: ['--force', '--all-portals']}));
		if ((flags['force'] === true) !== (flags['confirm'] !== undefined))
			throw new UsageError(message('usage-together', {flags: ['--force', '--confirm N']}));
		const filterRows = createRowFilter(flags, resource);
		const order = parseOrder(flags['sort'], resource);
		const limit = Number(flags['limit'] ?? Infinity);
		const {rows: all, unread} = await readRows(resource, invocation, isOfAll);
		const filtered = filterRows(all);
		const limited = (order ? order(filtered) : filtered).slice(0, limit);
		const needsLazyColumns = flags['columns'] !== undefined && columns.some(({lazy}) => lazy);
		const rows = needsLazyColumns ? await completeRows(limited, resource, invocation) : limited;
		report(summarize(all, rows.length, translator));
		const tableColumns = flags['columns'] === undefined ? resource.columns : columns;
		const result = listResult(rows, columns, tableColumns, translator, {
			maxWidth: invocation.columns,
			isColored: invocation.isColored,
			hasNoHeader: flags['no-header'] === true,
		});
		return unread.length === 0 ? result : withFailure(result, message('portals-unread', {reasons: unread}));
	},
});

function listResult(
	rows: readonly Row[],
	columns: readonly Column[],
	tableColumns: readonly Column[],
	translator: Translator,
	layout: TableLayout,
): CommandResult {
	return {
		exitCode: 0,
		get data() {
			return new JsonTexts(mapEach(rows, createRowWriter(tableColumns)));
		},
		get text() {
			return formatTable(rows, columns, translator, layout);
		},
		get table() {
			return {
				header: ['key', 'mark', ...tableColumns.map(({id}) => id), 'drifts'],
				rows: mapEach(rows, row => rowToCsv(row, tableColumns)),
			};
		},
	};
}

/** What `make` makes of each item, made when it is taken: of a hundred thousand rows, that takes more memory than the rows. */
const mapEach = <Item, Made>(items: readonly Item[], make: (item: Item) => Made): Iterable<Made> => ({
	*[Symbol.iterator]() {
		for (const item of items) yield make(item);
	},
});

/** The same result as one of which a part is missing. Its data, text and table are still made when they are read. */
const withFailure = (result: CommandResult, incomplete: Message): CommandResult => ({
	exitCode: 1,
	incomplete,
	get data() {
		return result.data;
	},
	get text() {
		return result.text;
	},
	get table() {
		return result.table!;
	},
});

/** The columns that a call names, else the default ones. With `isOfAll` the first, the portal's, is always among them. */
function parseColumns(wanted: unknown, {columns, name}: AnyResource, isOfAll: boolean): readonly Column[] {
	if (typeof wanted !== 'string') return columns.filter(({isDefault}) => isDefault);
	const named = wanted.split(',').map(id => findColumn(id.trim(), columns, name));
	return isOfAll ? [...new Set([columns[0]!, ...named])] : named;
}

function findColumn(id: string, columns: readonly Column[], resource: string): Column {
	const column = columns.find(known => known.id === id);
	if (column) return column;
	const known = columns.map(one => one.id);
	throw new UsageError(message('usage-column', {resource, id, nearest: nearestWord(id, known), known}));
}

/** The filter of a call's `--mark`, `--unsynced` and `--filter`. Throws `UsageError` for invalid values. */
export function createRowFilter(
	flags: Invocation['flags'],
	resource: AnyResource,
): (rows: readonly Row[]) => readonly Row[] {
	const statuses = flags['mark'] === undefined ? null : parseSyncStatuses(String(flags['mark']));
	if (flags['mark'] !== undefined && !statuses)
		throw new UsageError(message('usage-marks', {marks: syncStatuses}));
	const expression = String(flags['filter'] ?? '');
	const filter = parseFilter(expression, resource.columns);
	if ('error' in filter) {
		const {span, reason} = filter.error;
		throw new UsageError(
			message('usage-filter', {
				word: expression.slice(span.start, span.end),
				reason,
				resource: resource.name,
				known: resource.columns.map(({id}) => id),
			}),
		);
	}

	return rows => {
		const withStatus = rows.filter(
			({mark}) =>
				(statuses === null || statuses.includes(mark)) && (flags['unsynced'] !== true || mark !== '='),
		);
		return matchingRows(searchIndexOf(withStatus, resource.columns), filter.matches);
	};
}

function parseOrder(sort: unknown, resource: AnyResource): ((rows: readonly Row[]) => readonly Row[]) | null {
	if (typeof sort !== 'string') return null;
	const descending = sort.startsWith('-');
	const column = findColumn(
		descending ? sort.slice(1) : sort,
		[...resource.columns, {id: 'mark', value: ({mark}) => mark}],
		resource.name,
	);
	return rows => sortRows(rows, column, descending);
}

function summarize(rows: readonly Row[], shown: number, translator: Translator): string {
	const counted = countedStatuses(rows, translator);
	return translator.cliMessages.listed(
		shown,
		rows.length,
		counted.map(({sign, count, name}) => `${sign} ${count} ${name}`.trim()).join(', '),
	);
}
