import {expect, test} from 'vitest';
import {maxTop} from '../../../source/tui/view/render-frame.ts';
import {openFilterField} from '../../../source/tui/session/filter-input.ts';
import type {List} from '../../../source/tui/session/list.ts';
import type {Results, Size, State} from '../../../source/tui/session/state.ts';
import {languages, message, loadTranslator} from '../../../source/i18n/translator.ts';
import {
	accountsTab,
	asciiTerminal,
	confirmOf,
	journalEntry,
	journalRow,
	journalState,
	resultsState,
	timeAt,
	stripStyle,
	sgrCodes,
	cursorOn,
	plainTerminal,
	monochrome,
	now,
	rowsAt,
	renderLines,
	stateOf,
	renderText,
	translator,
} from './fixtures.ts';

const small: Size = {columns: 80, rows: 24};
const medium: Size = {columns: 120, rows: 36};
const large: Size = {columns: 200, rows: 50};
const smallest: Size = {columns: 60, rows: 15};

/** Compares whole screens with one file, which is reviewed when they change. */
const frames = async (
	name: string,
	...screens: ReadonlyArray<readonly [title: string, text: string]>
): Promise<void> =>
	expect(screens.map(([title, text]) => `=== ${title}\n${text}\n`).join('\n')).toMatchFileSnapshot(
		`frames/${name}.txt`,
	);

const inSizes = async (name: string, sizes: readonly Size[], make: (size: Size) => State): Promise<void> =>
	frames(name, ...sizes.map(size => [`${size.columns}×${size.rows}`, renderText(make(size))] as const));

/** The state with the cursor on a row of its accounts, and other changes. */
function confirmOn(
	place: number,
	size: Size,
	change: (state: State) => Partial<State> = () => ({}),
	list: Partial<List> = {},
): State {
	const state = stateOf(size, {}, {...cursorOn(stateOf(size), place), ...list});
	return {...state, ...change(state)};
}

test('the menu shows the screens, their row counts, load times and charts', () =>
	inSizes('menu', [small, medium, large, smallest], size => stateOf(size, {activeScreen: null})));

test('columns that a resource counts are shown beside its sync statuses', () => {
	const resource = {...accountsTab, countedColumns: ['online', 'tariff_plan']};
	return inSizes('menu-bar-charts', [small, medium], size => {
		const state = stateOf(size, {activeScreen: null});
		return {...state, lists: {...state.lists, accounts: {...state.lists['accounts']!, resource}}};
	});
});

test('accounts at every size', () =>
	inSizes('accounts', [small, medium, large, smallest], size => stateOf(size)));

test('a typed filter shows how many rows match, and which term is unknown', () =>
	inSizes('filter', [small, medium], size => {
		const rows = stateOf(size).lists['accounts']!.rows.filter(({mark}) => mark === '+');
		return stateOf(
			size,
			{mode: openFilterField({filter: '', cursorKey: null})},
			{
				filter: 'sync:+ plan:vip',
				filterError: {
					span: {start: 7, end: 11},
					reason: message('filter-column', {text: 'plan', nearest: ''}),
				},
				rows,
				cursorKey: rows[0]!.key,
				sort: {column: 'login', descending: true},
			},
		);
	}));

test('while the filter is typed, its completions stand below it', () =>
	inSizes('filter-completions', [small, medium, smallest], size => {
		const filter = 'status=on tariff_plan:1';
		return stateOf(
			size,
			{mode: {...openFilterField({filter: '', cursorKey: null}), completionIndex: 1}},
			{filter},
		);
	}));

test('the record beside the list is empty while the filter leaves no row', () => {
	const state = stateOf(medium);
	const {key} = state.lists['accounts']!.rows[0]!;
	const list = {detailKey: key, cursorKey: key, filter: 'nosuch', rows: []};
	expect(renderText(stateOf(medium, {}, list))).not.toContain(key);
	expect(renderText(stateOf(medium, {}, {...list, rows: state.lists['accounts']!.rows}))).toContain(key);
});

test('the confirmation for deleting one account is below its row', () =>
	inSizes('delete-one', [small, medium, smallest], size =>
		confirmOn(6, size, state => ({mode: confirmOf(state, 'delete', rowsAt(state, 6))})),
	));

test('deleting several accounts lists hidden and online rows first, and asks for the number of rows', () =>
	inSizes('delete-several', [small, medium], size => {
		const all = stateOf(size).lists['accounts']!.rows;
		const marked = [all[0]!, all[1]!, all[12]!];
		const rows = all.filter(row => row !== marked[0]);
		return confirmOn(3, size, state => ({mode: confirmOf(state, 'delete', marked, {typed: '3'})}), {
			rows,
			...cursorOn(stateOf(size, {}, {rows}), 3),
			filter: '!user00001',
			selected: new Set(marked.map(({key}) => key)),
		});
	}));

test('adding several accounts shows each result, the questions, and the refused rows', () =>
	inSizes('add-several', [small, medium], size =>
		confirmOn(6, size, state => ({
			mode: confirmOf(state, 'add', rowsAt(state, 2, 4, 9, 14, 19, 24), {acceptsInput: false}),
		})),
	));

const results: Results = {
	listName: 'accounts',
	action: 'add',
	finishedAt: timeAt('12:10:00'),
	isDryRun: false,
	lines: [
		{
			key: 'user00003',
			is: 'done',
			changed: true,
			message: message('added', {login: 'user00003', tvId: 100_003, created: true}),
		},
		{
			key: 'user00001',
			is: 'done',
			changed: false,
			message: message('already-added', {login: 'user00001', tvId: 100_001}),
		},
		{key: 'user00023', is: 'refused', changed: false, message: message('tariff-unknown', {tariff: '105'})},
		{key: 'user00008', is: 'failed', changed: false, message: message('not-tried')},
	],
	retry: null,
};

test('an action on several rows shows its progress', () =>
	inSizes('progress', [small, medium], size =>
		resultsState(size, null, {
			running: {
				phase: 'applying',
				listName: 'accounts',
				action: 'add',
				subject: 'add 312',
				done: 186,
				total: 312,
				isStopping: true,
			},
		}),
	));

test('results that need the operator come first', () =>
	inSizes('results', [small, medium], size => resultsState(size, results)));

test('a dry run reports that nothing was written', () => {
	const lines = [
		{
			key: 'user00003',
			is: 'planned',
			changed: false,
			message: message('plan-number', {login: 'user00003', tvId: 7}),
		} as const,
	];
	const text = renderText(resultsState(small, {...results, isDryRun: true, lines}));
	expect(text).toContain(translator.tui.texts.nothingWritten);
});

test('a record shows both sides, the differences, and the journal', () =>
	inSizes('record', [small, medium, smallest], size =>
		confirmOn(4, size, state => {
			const {cursorKey} = state.lists['accounts']!;
			return {
				mode: {is: 'record', key: cursorKey!, top: 0},
				rowHistory: {key: cursorKey!, entries: [journalEntry]},
			};
		}),
	));

test('on a wide terminal the record is shown beside the table', () =>
	inSizes('record-split', [medium, large], size =>
		confirmOn(
			4,
			size,
			state => ({rowHistory: {key: state.lists['accounts']!.cursorKey!, entries: [journalEntry]}}),
			{
				detailKey: stateOf(size).lists['accounts']!.rows[4]!.key,
			},
		),
	));

test('a record is scrolled to its end and no further', () => {
	const state = confirmOn(4, small, state => ({
		mode: {is: 'record', key: state.lists['accounts']!.cursorKey!, top: 1000},
	}));
	const top = maxTop(state, translator, monochrome, now);
	expect(renderText({...state, mode: {is: 'record', key: state.lists['accounts']!.cursorKey!, top}})).toBe(
		renderText(state),
	);
	expect(renderText(state)).not.toContain('… and');
	expect(
		renderText({...state, mode: {is: 'record', key: state.lists['accounts']!.cursorKey!, top: top - 1}}),
	).not.toBe(renderText(state));
});

test('a record that could not be read is shown as it was sent', () => {
	const billing = {plans: [], customers: [], takenIds: new Set(), today: '2026-11-22'};
	const broken = {key: 'record:1', reason: 'login: missing', raw: {stb_mac: 'x', full_name: 'Хто \u202E це'}};
	const sides = {stalker: {items: [], invalid: [broken], warnings: []}, billing};
	const state = stateOf(
		small,
		{mode: {is: 'record', key: 'record:1', top: 0}},
		{},
		{
			accounts: sides,
		},
	);
	expect(renderText(state)).toContain('{"stb_mac":"x","full_name":"Хто \\u202e це"}');
	expect(renderText(state)).toContain('unreadable record (record: login: missing)');
});

test('help lists the keys of this screen, and why an action is unavailable', () =>
	inSizes('help', [small, medium, large], size =>
		stateOf(size, {mode: {is: 'help', top: 0, typed: '', refusals: {link: message('link-only-unmatched')}}}),
	));

test('the page about the filter lists its terms and the columns', () =>
	inSizes('filter-help', [small, medium, smallest], size =>
		stateOf(size, {
			mode: {is: 'filter-help', top: 0, field: openFilterField({filter: '', cursorKey: null})},
		}),
	));

test('help finds keys by typed text', () => {
	const text = renderText(stateOf(small, {mode: {is: 'help', top: 0, typed: 'delete', refusals: {}}}));
	expect(text).toContain('d Del');
	expect(text).not.toContain('PgDn');
	expect(renderText(stateOf(small, {mode: {is: 'help', top: 0, typed: 'xyzzy', refusals: {}}}))).toContain(
		translator.tui.texts.nothingFound,
	);
});

test('if the portal is unreachable, its data is dim, keeps its load time, and the header shows since when', async () => {
	const state = stateOf(medium, {
		stalker: {
			...stateOf(medium).stalker,
			state: 'unreachable',
			unreachableSince: timeAt('12:05:00'),
			reason: 'ECONNREFUSED',
			latencyMs: null,
		},
		notification: {
			at: timeAt('12:05:00'),
			tone: 'bad',
			message: message('side-lost', {system: 'stalker', message: 'ECONNREFUSED'}),
			related: null,
			isUndoable: false,
		},
	});
	await frames(
		'unreachable-portal',
		['120×36', renderText(state)],
		['the menu', renderText({...state, activeScreen: null, size: small})],
	);
	const [row] = renderLines(state).slice(7);
	expect(row).toContain('= \u001B[2muser00002');
	expect(renderLines(stateOf(medium))[7]).not.toContain('\u001B[2m');
});

test('while billing has not been read, its data is dim', () => {
	const line = renderLines(
		stateOf(small, {}, {billing: {value: null, loadedAt: null, state: 'loading', progress: null}}),
	)[7]!;
	expect(line).toContain('\u001B[2m+\u001B[22m user00003');
	expect(
		renderText(
			stateOf(small, {}, {billing: {value: null, loadedAt: null, state: 'loading', progress: null}}),
		),
	).toContain('billing reading …');
});

test('a short list is reported beside the counts', () => {
	const list = stateOf(medium).lists['accounts']!;
	const text = renderText(
		stateOf(medium, {}, {comparison: {...list.comparison!, short: {got: 30, baseline: 300}}}),
	);
	expect(text).toContain('SHORT: 30 of at least 300');
});

test('data of another day is shown with its date', () =>
	expect(
		renderText(
			stateOf(
				medium,
				{},
				{stalker: {...stateOf(medium).lists['accounts']!.stalker, loadedAt: new Date('2026-11-20T08:15:59')}},
			),
		),
	).toContain('Stalker 2026-11-20 08:15'));

test('a terminal that is too small shows the required size', () =>
	inSizes(
		'too-small',
		[
			{columns: 40, rows: 10},
			{columns: 120, rows: 14},
			{columns: 59, rows: 40},
		],
		size => stateOf(size),
	));

test('without colour, without UTF-8 and on a dumb terminal all information is still shown by signs', async () => {
	const marked = {
		selected: new Set(rowsAt(stateOf(small), 1, 2).map(({key}) => key)),
		...cursorOn(stateOf(small), 4),
	};
	const state = stateOf(
		small,
		{
			isDemo: true,
			readOnly: message('read-only'),
			notification: {
				at: now,
				tone: 'good',
				message: message('linked', {login: 'x', tvId: 7}),
				related: null,
				isUndoable: false,
			},
		},
		marked,
	);
	await frames(
		'plain',
		['NO_COLOR', renderText(state, monochrome)],
		['LANG=C', renderText(state, asciiTerminal)],
		['LANG=C, menu', renderText({...state, activeScreen: null}, asciiTerminal)],
	);
	expect(renderLines(state, plainTerminal).join('')).not.toContain('\u001B');
	expect([...new Set(renderLines(state, monochrome).flatMap(sgrCodes))].toSorted((a, b) => a - b)).toEqual([
		1, 7, 22, 27,
	]);
});

test('a message that does not fit grows upwards, and the cursor stays visible', () => {
	const last = stateOf(small).lists['accounts']!.rows.length - 1;
	const notification = {
		at: now,
		tone: 'bad',
		message: message('not-read', {reason: 'slow '.repeat(30)}),
		related: null,
		isUndoable: false,
	} as const;
	const state = stateOf(small, {notification}, {...cursorOn(stateOf(small), last), top: last - 16});
	const lines = renderText(state).split('\n');
	expect(lines.slice(-5).join('\n')).toMatchInlineSnapshot(`
		" ! The portal sent an unreadable record (slow slow slow slow slow slow slow
		   slow slow slow slow slow slow slow slow slow slow slow slow slow slow slow
		   slow slow slow slow slow slow slow slow ). Check it in the
		   portal's panel.                                                  row 305/305
		 + add  d delete  l link  f fix  / filter  space select  enter open  ? help"
	`);
	expect(lines.some(line => line.startsWith('▶'))).toBe(true);
});

test('a picker is shown over the bottom of the list', () => {
	const options = accountsTab.columns.map(({id}, place) => ({value: id, text: id, isTicked: place < 7}));
	return frames('picker', [
		'80×24',
		renderText(
			stateOf(small, {
				mode: {
					is: 'picker',
					purpose: 'columns',
					isCounting: false,
					otherValues: 0,
					options,
					matches: options,
					cursor: 12,
					typed: '',
					rowKey: null,
					subject: '',
					acceptsInput: true,
					isTooEarly: false,
				},
			}),
		),
	]);
});

test('the journal is a table', () =>
	inSizes('journal', [small, medium, large, smallest], size =>
		journalState(size, [
			journalEntry,
			{...journalEntry, id: '6', subject: '', row_count: 55},
			{...journalEntry, id: '5', state: 'failed', error: 'The portal is gone.', action: 'delete'},
			{...journalEntry, id: '4', state: 'open', resource: 'stb', action: 'register'},
			{...journalEntry, id: '3', state: 'undone', at: timeAt('09:00:00').toISOString()},
		]),
	));

test('messages and an entry of the journal are pages', () =>
	frames(
		'pages',
		[
			'messages',
			renderText(
				stateOf(small, {
					mode: {is: 'messages', top: 0},
					notifications: [
						{
							at: timeAt('12:01:00'),
							tone: 'bad',
							message: message('tariff-unknown', {tariff: '105'}),
							related: null,
							isUndoable: false,
						},
						{
							at: timeAt('11:59:00'),
							tone: 'good',
							message: message('linked', {login: 'x', tvId: 7}),
							related: null,
							isUndoable: false,
						},
					],
				}),
			),
		],
		[
			'a journal entry',
			renderText(stateOf(small, {mode: {is: 'entry', top: 0, entry: journalEntry, rows: [journalRow]}})),
		],
	));

test('undo, a short list and quitting during an action are confirmed as well', () => {
	const question = (change: object) =>
		({
			is: 'confirm',
			requiredCount: null,
			typed: '',
			choice: 'yes',
			acceptsInput: true,
			isTooEarly: false,
			top: 0,
			wrongInput: null,
			...change,
		}) as never;
	const undo = {
		is: 'undo',
		listName: 'accounts',
		steps: [
			{
				entry: journalEntry,
				intent: {},
				summary: message('deleted', {login: 'x'}),
				questions: [message('ask-no-plan')],
			},
		],
		refused: [],
	};
	return frames(
		'questions',
		['undo', renderText(stateOf(small, {mode: question({pendingAction: undo})}))],
		[
			'short',
			renderText(
				stateOf(small, {
					mode: question({
						pendingAction: {is: 'accept-short-list', listName: 'accounts', got: 30, baseline: 300},
						requiredCount: 30,
					}),
				}),
			),
		],
		[
			'quit',
			renderText(
				stateOf(small, {
					activeScreen: null,
					mode: question({pendingAction: {is: 'quit'}}),
					running: {
						phase: 'applying',
						listName: 'accounts',
						action: 'add',
						subject: 'add 312',
						done: 1,
						total: 312,
						isStopping: false,
					},
				}),
			),
		],
	);
});

test('the first two columns do not scroll, and the headings show that there are more columns', () => {
	const head = (across: number): string =>
		stripStyle(renderLines(stateOf(small, {}, {columnOffset: across}))[4]!);
	expect([head(0), head(3), head(100)]).toMatchInlineSnapshot(`
		[
		  "     Login     MAC               Name                    Account no. Tariff p… ›",
		  "     Login     MAC              ‹Status Online Phone         Balance Serial n… ›",
		  "     Login     MAC              ‹ID                                             ",
		]
	`);
});

test('scrolling does not change column widths', () => {
	const state = stateOf(small);
	const heads = [0, 50, 200].map(top =>
		stripStyle(renderLines(stateOf(small, {}, {top, ...cursorOn(state, top)}))[4]!),
	);
	expect(new Set(heads).size).toBe(1);
});

test('moving the cursor changes two lines and the row number', () => {
	const [before, after] = [2, 3].map(place =>
		renderLines(stateOf(small, {}, cursorOn(stateOf(small), place))),
	);
	expect(after!.filter((line, place) => line !== before![place])).toHaveLength(3);
});

test('no row is highlighted after the row was removed', () => {
	const text = renderText(stateOf(small, {}, {cursorKey: 'gone'}));
	expect(text).not.toContain('▶');
	expect(text).toContain('row –/305');
});

test('the explorer shows a response as a table, a tree or raw text, and suggests resources for the path', async () => {
	const results = [
		{login: 'ivan', stb_mac: '00:1A:79:00:00:01', subscribed: ['hd'], account_balance: '12.50'},
		{login: 'Олена\u001B[31m', stb_mac: '', subscribed: [], status: 1},
	];
	const text = JSON.stringify({status: 'OK', results});
	const answer = {
		path: 'accounts',
		status: 200,
		text,
		results,
		failure: null,
		bytes: 12_345,
		milliseconds: 38.4,
	};
	const screen = (more: Partial<State['explorer']>, change: Partial<State> = {}): string => {
		const state = stateOf(small, {activeScreen: 'api', ...change});
		return renderText({...state, explorer: {...state.explorer, path: 'accounts', ...more}});
	};

	await frames(
		'explorer',
		['nothing asked yet', screen({path: ''})],
		['a table', screen({response: answer})],
		['a tree', screen({response: answer, view: 'tree'})],
		['as it came', screen({response: answer, view: 'raw'})],
		['the field', screen({response: answer}, {mode: {is: 'path', typed: 'it', historyOffset: 0}})],
		['waiting', screen({isLoading: true})],
		[
			'an answer that is none',
			screen({
				response: {
					path: 'accounts',
					status: 502,
					text: '<h1>502 Bad Gateway</h1>',
					failure: new Error('The web server in front of the portal has no answer from it.'),
					bytes: 24,
					milliseconds: 3,
				},
			}),
		],
		['refused', screen({error: {code: 'failed', values: {message: 'GET a?b: a path is a resource.'}}})],
	);
});

test.each(languages)('%s: menu, list, question and help at 80×24', async language => {
	const spoken = await loadTranslator(language);
	const rendered = (state: State) => renderText(state, undefined, spoken);
	const list = stateOf(small);
	const question = {...list, mode: confirmOf(list, 'delete', rowsAt(list, 4, 5))};
	await frames(
		`in-${language}`,
		['menu', rendered(stateOf(small, {activeScreen: null}))],
		['accounts', rendered(list)],
		['question', rendered(question)],
		['help', rendered(stateOf(small, {mode: {is: 'help', top: 0, typed: '', refusals: {}}}))],
		['explorer', rendered(stateOf(small, {activeScreen: 'api'}))],
	);
});
