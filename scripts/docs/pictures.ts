import {
	confirmOf,
	cursorOn,
	journalEntry,
	journalState,
	renderLines,
	resultsState,
	rowsAt,
	stateOf,
	timeAt,
} from '../../test/tui/view/fixtures.ts';
import {message} from '../../source/i18n/translator.ts';
import {activeListOf, type Size, type State} from '../../source/tui/session/state.ts';
import {screenToSvg} from './svg.ts';

type Picture = {
	/** Read to those who cannot see the picture. */
	readonly title: string;
	readonly state: State;
};

const small: Size = {columns: 80, rows: 24};
const large: Size = {columns: 120, rows: 30};

/**
Every picture of the console as SVG, by its file's name in `docs/images/`: drawn by the console's own view code, from the demo's portal and
billing.
*/
export const drawPictures = (): ReadonlyMap<string, string> =>
	new Map(
		Object.entries(pictures()).map(([name, {title, state}]) => [
			`${name}.svg`,
			screenToSvg(renderLines(state), {columns: state.size.columns, title}),
		]),
	);

function pictures(): Readonly<Record<string, Picture>> {
	const accounts = accountsState(small, 4, [2, 12]);
	return {
		accounts: {title: 'The accounts, each with its sync status', state: accounts},
		menu: {title: 'The menu', state: {...stateOf(small), activeScreen: null}},
		question: {
			title: 'The question before two accounts are deleted',
			state: {...accounts, mode: confirmOf(accounts, 'delete', rowsAt(accounts, 2, 12))},
		},
		results: {title: 'The results of an addition, grouped by reason', state: refusedState(small)},
		journal: {title: 'The journal', state: journalState(small, journalEntries)},
		record: {
			title: 'An account with the fields of both systems beside the list',
			state: withRecordBeside(accountsState(large, 4, [])),
		},
	};
}

/** Seven accounts that were refused for two reasons, and one that was added. */
function refusedState(size: Size): State {
	const state = stateOf(size);
	const missing = state.lists['accounts']!.rows.filter(({differences}) =>
		differences.some(({code}) => code === 'C2'),
	);
	const lines = missing.slice(0, 7).map(({key}, place) => {
		const tariff = place < 4 ? '112' : '105';
		return {
			key,
			is: 'refused' as const,
			changed: false,
			message: message('tariff-unknown', {tariff}),
			related: {resource: 'tariffs', id: tariff},
		};
	});
	const added = {
		key: 'user00003',
		is: 'done' as const,
		changed: true,
		message: message('added', {login: 'user00003', tvId: 100_003, created: true}),
	};
	return resultsState(size, {
		listName: 'accounts',
		action: 'add',
		finishedAt: timeAt('12:10:00'),
		isDryRun: false,
		lines: [...lines, added],
		retry: null,
	});
}

const journalEntries = [
	{...journalEntry, id: '9', subject: '', row_count: 55, at: timeAt('11:40:00').toISOString()},
	{...journalEntry, id: '8', action: 'delete', subject: 'user00007', at: timeAt('11:20:00').toISOString()},
	journalEntry,
	{...journalEntry, id: '6', resource: 'tariffs', action: 'import', subject: '112', state: 'undone' as const},
];

/** The accounts with the cursor on one row and others selected, by their places. */
function accountsState(size: Size, cursor: number, places: readonly number[]): State {
	const state = stateOf(size);
	const selected = new Set(rowsAt(state, ...places).map(({key}) => key));
	return stateOf(size, {}, {...cursorOn(state, cursor), selected});
}

/** The highlighted row's record beside the list. */
function withRecordBeside(state: State): State {
	const list = activeListOf(state)!;
	return {...state, lists: {...state.lists, [list.resource.name]: {...list, detailKey: list.cursorKey}}};
}
