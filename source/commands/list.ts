import {countMarks} from '../sync/count-marks.ts';
import {marks} from '../sync/drift.ts';
import {keptRows, parseFilter, prepare} from '../sync/filter.ts';
import {parseMarks} from '../sync/filter-word.ts';
import type {Tab} from '../sync/resource.ts';
import type {Column, Row, Sheet} from '../sync/row.ts';
import {openSheet} from '../sync/sheet.ts';
import {sortRows} from '../sync/sort.ts';
import {say, type Words} from '../words/words.ts';
import {UsageError, type Command, type Flag, type Invocation, type Reply} from './command.ts';
import {csvRow, rowData} from '../formats/formats.ts';
import {tableText} from './table.ts';

const listFlags: readonly Flag[] = [
	{name: 'unsynced', kind: 'yes', about: words => words.commands.flags.unsynced},
	{name: 'mark', kind: 'text', value: 'MARKS', about: words => words.commands.flags.mark},
	{name: 'filter', kind: 'text', value: 'EXPR', about: words => words.commands.flags.filter},
	{name: 'columns', kind: 'text', value: 'A,B', about: words => words.commands.flags.columns},
	{
		name: 'sort',
		kind: 'text',
		value: 'COLUMN',
		about: words => words.commands.flags.sort,
	},
	{name: 'limit', kind: 'number', value: 'N', about: words => words.commands.flags.limitRows},
	{name: 'force', kind: 'yes', about: words => words.commands.flags.force},
	{name: 'confirm', kind: 'number', value: 'N', about: words => words.commands.flags.confirmShort},
];

/** `accounts list`: every row with its mark. */
export const listCommand = (tab: Tab): Command => ({
	words: [tab.name, 'list'],
	args: '',
	most: 0,
	about: words => words.commands.about.list(tab.name),
	flags: listFlags,
	tabular: true,
	async run(invocation) {
		const {flags, words, tell} = invocation;
		const columns = columnsOf(flags['columns'], tab);
		const find = finderOf(flags, tab);
		const order = orderOf(flags['sort'], tab);
		const limit = limitOf(flags['limit']);
		const sheet = await readSheet(tab, invocation);
		const found = find(sheet.rows);
		const wanted = (order ? order(found) : found).slice(0, limit);
		const isDear = flags['columns'] !== undefined && columns.some(({dear}) => dear);
		const rows = isDear ? await completedRows(wanted, tab, invocation) : wanted;
		tell(summary(sheet.rows, rows.length, words));
		return replyOf(
			rows,
			columns,
			flags['columns'] === undefined ? tab.columns : columns,
			words,
			invocation.columns,
		);
	},
});

/** Read both sides, and say on stderr what is wrong with the answers. */
export async function readSheet(tab: Tab, {flags, words, tell, world, signal}: Invocation): Promise<Sheet> {
	const accept = flags['force'] === true && typeof flags['confirm'] === 'number' ? flags['confirm'] : null;
	let tenths = 0;
	const sheet = await openSheet(tab, await world(), {
		accept,
		signal,
		onProgress(done, of) {
			const now = Math.floor((10 * done) / of);
			if (now > tenths && done < of) tell(words.replies.progress(done, of));
			tenths = now;
		},
	});
	for (const warning of sheet.theirs.warnings) tell(words.replies.warning(warning));
	for (const note of tab.notes?.(sheet) ?? []) tell(words.tell(note));
	if (sheet.short) {
		const {got, baseline} = sheet.short;
		tell(words.replies.short(got, baseline, words.marks['?']));
	}

	return sheet;
}

/** As many rows as a list asks the portal about one by one. */
const mostDear = 200;

/** What is too dear to be asked of all is asked of few. */
async function completedRows(
	rows: readonly Row[],
	{completing, columns}: Tab,
	{world, signal}: Invocation,
): Promise<readonly Row[]> {
	if (!completing) return rows;
	if (rows.length > mostDear) {
		const dear = columns.filter(({dear: is}) => is).map(({id}) => id);
		throw new UsageError(say('usage-dear', {columns: dear, most: mostDear}));
	}

	const found = await completing.complete(rows, await world(), signal);
	return rows.map(row => (found.has(row.key) ? {...row, theirs: found.get(row.key)} : row));
}

function replyOf(
	rows: readonly Row[],
	columns: readonly Column[],
	all: readonly Column[],
	words: Words,
	room: number | undefined,
): Reply {
	return {
		exit: 0,
		get data() {
			return rows.map(row => rowData(row, all));
		},
		get text() {
			return tableText(rows, columns, words, room);
		},
		get table() {
			return {
				header: ['key', 'mark', ...all.map(({id}) => id), 'drifts'],
				rows: rows.map(row => csvRow(row, all)),
			};
		},
	};
}

function columnsOf(wanted: unknown, {columns, name}: Tab): readonly Column[] {
	if (typeof wanted !== 'string') return columns.filter(({standard}) => standard);
	return wanted.split(',').map(id => columnNamed(id.trim(), columns, name));
}

function columnNamed(id: string, columns: readonly Column[], tab: string): Column {
	const column = columns.find(known => known.id === id);
	if (column) return column;
	throw new UsageError(say('usage-column', {tab, id, known: columns.map(known => known.id)}));
}

function finderOf(flags: Invocation['flags'], tab: Tab): (rows: readonly Row[]) => readonly Row[] {
	const wanted = flags['mark'] === undefined ? null : parseMarks(String(flags['mark']));
	if (flags['mark'] !== undefined && !wanted) throw new UsageError(say('usage-marks', {marks}));
	const filter = parseFilter(String(flags['filter'] ?? ''), tab.columns);
	if ('unknown' in filter)
		throw new UsageError(
			say('usage-filter', {
				word: filter.unknown,
				tab: tab.name,
				known: tab.columns.map(({id}) => id),
				marks,
			}),
		);
	return rows => {
		const marked = rows.filter(
			({mark}) => (wanted === null || wanted.includes(mark)) && (flags['unsynced'] !== true || mark !== '='),
		);
		return keptRows(prepare(marked, tab.columns), filter.on);
	};
}

function orderOf(sort: unknown, tab: Tab): ((rows: readonly Row[]) => readonly Row[]) | null {
	if (typeof sort !== 'string') return null;
	const descending = sort.startsWith('-');
	const column = columnNamed(
		descending ? sort.slice(1) : sort,
		[...tab.columns, {id: 'mark', value: ({mark}) => mark}],
		tab.name,
	);
	return rows => sortRows(rows, column, descending);
}

function limitOf(limit: unknown): number {
	if (limit === undefined) return Infinity;
	if (Number.isSafeInteger(limit) && Number(limit) >= 0) return Number(limit);
	throw new UsageError(say('usage-whole', {flag: 'limit'}));
}

function summary(rows: readonly Row[], shown: number, {marks: names, replies}: Words): string {
	const counts = countMarks(rows);
	const counted = marks.map(mark => [mark, counts[mark]] as const).filter(([, n]) => n > 0);
	return replies.listed(
		shown,
		rows.length,
		counted.map(([mark, n]) => `${mark} ${n} ${names[mark]}`).join(', '),
	);
}
