import {expect, test} from 'vitest';
import {mostTop} from '../../../source/tui/frame/frame.ts';
import type {List, Results, Size, State} from '../../../source/tui/state.ts';
import {languages, say, wordsOf} from '../../../source/words/words.ts';
import {
	accountsTab,
	ascii,
	ask,
	at,
	bare,
	codesOf,
	cursorOn,
	dumb,
	mono,
	now,
	rowsAt,
	screenOf,
	stateOf,
	textOf,
	words,
} from './scene.ts';

const small: Size = {columns: 80, rows: 24};
const medium: Size = {columns: 120, rows: 36};
const large: Size = {columns: 200, rows: 50};
const smallest: Size = {columns: 60, rows: 15};

/** Whole screens in one file, to be looked at when they change. */
const frames = async (
	name: string,
	...screens: ReadonlyArray<readonly [title: string, text: string]>
): Promise<void> =>
	expect(screens.map(([title, text]) => `=== ${title}\n${text}\n`).join('\n')).toMatchFileSnapshot(
		`frames/${name}.txt`,
	);

const inSizes = async (name: string, sizes: readonly Size[], make: (size: Size) => State): Promise<void> =>
	frames(name, ...sizes.map(size => [`${size.columns}×${size.rows}`, textOf(make(size))] as const));

/** The state with the cursor on a row of its accounts, and what else is to be different. */
function on(
	place: number,
	size: Size,
	change: (state: State) => Partial<State> = () => ({}),
	list: Partial<List> = {},
): State {
	const state = stateOf(size, {}, {...cursorOn(stateOf(size), place), ...list});
	return {...state, ...change(state)};
}

test('the menu shows the screens, their counts and ages, and what there is', () =>
	inSizes('menu', [small, medium, large, smallest], size => stateOf(size, {at: null})));

test('what a tab wants counted stands beside its marks', () => {
	const tab = {...accountsTab, tally: ['online', 'tariff_plan']};
	return inSizes('menu-tally', [small, medium], size => {
		const state = stateOf(size, {at: null});
		return {...state, lists: {...state.lists, accounts: {...state.lists['accounts']!, tab}}};
	});
});

test('accounts at every size', () =>
	inSizes('accounts', [small, medium, large, smallest], size => stateOf(size)));

test('a filter being typed says how many rows it leaves, and which word means nothing', () =>
	inSizes('filter', [small, medium], size => {
		const rows = stateOf(size).lists['accounts']!.rows.filter(({mark}) => mark === '+');
		return stateOf(
			size,
			{mode: {is: 'filter', before: ''}},
			{
				filter: 'sync:+ plan:vip',
				filterFault: 'plan',
				rows,
				key: rows[0]!.key,
				sort: {column: 'login', descending: true},
			},
		);
	}));

test('deleting one account asks below the row it speaks of', () =>
	inSizes('delete-one', [small, medium, smallest], size =>
		on(6, size, state => ({mode: ask(state, 'delete', rowsAt(state, 6))})),
	));

test('deleting several names first those that the filter hides and those that are online, and asks for their number', () =>
	inSizes('delete-several', [small, medium], size => {
		const all = stateOf(size).lists['accounts']!.rows;
		const marked = [all[0]!, all[1]!, all[12]!];
		const rows = all.filter(row => row !== marked[0]);
		return on(3, size, state => ({mode: ask(state, 'delete', marked, {typed: '3'})}), {
			rows,
			...cursorOn(stateOf(size, {}, {rows}), 3),
			filter: '!user00001',
			marked: new Set(marked.map(({key}) => key)),
		});
	}));

test('adding several says what each will become, what is to be agreed to, and who is left alone', () =>
	inSizes('add-several', [small, medium], size =>
		on(6, size, state => ({mode: ask(state, 'add', rowsAt(state, 2, 4, 9, 14, 19, 24), {armed: false})})),
	));

const results: Results = {
	tab: 'accounts',
	action: 'add',
	at: at('12:10:00'),
	simulated: false,
	lines: [
		{
			key: 'user00003',
			is: 'done',
			changed: true,
			said: say('added', {login: 'user00003', tvId: 100_003, created: true}),
		},
		{
			key: 'user00001',
			is: 'done',
			changed: false,
			said: say('already-added', {login: 'user00001', tvId: 100_001}),
		},
		{key: 'user00023', is: 'refused', changed: false, said: say('tariff-unknown', {tariff: '105'})},
		{key: 'user00008', is: 'failed', changed: false, said: say('not-tried')},
	],
};

test('work on several rows shows how far it is', () =>
	inSizes('progress', [small, medium], size =>
		stateOf(size, {
			mode: {is: 'results', top: 0},
			deed: {
				stage: 'writing',
				tab: 'accounts',
				action: 'add',
				subject: 'add 312',
				done: 186,
				of: 312,
				stopping: true,
			},
		}),
	));

test('results tell first what needs a person', () =>
	inSizes('results', [small, medium], size => stateOf(size, {mode: {is: 'results', top: 0}, results})));

test('a simulation says that nothing was written', () => {
	const lines = [
		{
			key: 'user00003',
			is: 'planned',
			changed: false,
			said: say('plan-number', {login: 'user00003', tvId: 7}),
		} as const,
	];
	const text = textOf(
		stateOf(small, {mode: {is: 'results', top: 0}, results: {...results, simulated: true, lines}}),
	);
	expect(text).toContain(words.console.frame.nothingWritten);
});

const entry = {
	id: '7',
	at: at('11:00:00').toISOString(),
	run: 'r',
	service_id: 1,
	resource: 'accounts',
	action: 'add',
	subject: 'user00005',
	operator: {os_user: 'olga', sudo_user: null, ssh_client: null},
	aid: 2,
	intent: {},
	before: {},
	after: {},
	state: 'done',
	error: null,
	closed_at: null,
} as const;

test('a record shows both sides, what differs, and what was done', () =>
	inSizes('record', [small, medium, smallest], size =>
		on(4, size, state => {
			const {key} = state.lists['accounts']!;
			return {mode: {is: 'record', key: key!, top: 0}, history: {key: key!, entries: [entry]}};
		}),
	));

test('on a wide terminal the record stands beside the table', () =>
	inSizes('record-beside', [medium, large], size =>
		on(4, size, state => ({history: {key: state.lists['accounts']!.key!, entries: [entry]}}), {
			beside: stateOf(size).lists['accounts']!.rows[4]!.key,
		}),
	));

test('a record is scrolled to its end and no further', () => {
	const state = on(4, small, state => ({
		mode: {is: 'record', key: state.lists['accounts']!.key!, top: 1000},
	}));
	const top = mostTop(state, words, mono, now);
	expect(textOf({...state, mode: {is: 'record', key: state.lists['accounts']!.key!, top}})).toBe(
		textOf(state),
	);
	expect(textOf(state)).not.toContain('… and');
	expect(textOf({...state, mode: {is: 'record', key: state.lists['accounts']!.key!, top: top - 1}})).not.toBe(
		textOf(state),
	);
});

test('a record that could not be read is shown as it was sent', () => {
	const billing = {plans: [], customers: [], takenIds: new Set(), today: '2026-11-22'};
	const broken = {key: 'record:1', why: 'login: missing', raw: {stb_mac: 'x', full_name: 'Хто \u202E це'}};
	const sides = {theirs: {items: [], bad: [broken], warnings: []}, ours: billing};
	const state = stateOf(
		small,
		{mode: {is: 'record', key: 'record:1', top: 0}},
		{},
		{
			accounts: sides,
		},
	);
	expect(textOf(state)).toContain('{"stb_mac":"x","full_name":"Хто \\u202e це"}');
	expect(textOf(state)).toContain('record not understood (record: login: missing)');
});

test('help lists the keys of this screen, and why an action does not work now', () =>
	inSizes('help', [small, medium, large], size =>
		stateOf(size, {mode: {is: 'help', top: 0, typed: '', reasons: {link: say('link-only-unmatched')}}}),
	));

test('help finds keys by what is typed', () => {
	const text = textOf(stateOf(small, {mode: {is: 'help', top: 0, typed: 'delete', reasons: {}}}));
	expect(text).toContain('d Del');
	expect(text).not.toContain('PgDn');
	expect(textOf(stateOf(small, {mode: {is: 'help', top: 0, typed: 'xyzzy', reasons: {}}}))).toContain(
		words.console.frame.nothingFound,
	);
});

test('a lost portal greys its half, keeps the last data with their time, and says since when', async () => {
	const state = stateOf(medium, {
		stalker: {
			...stateOf(medium).stalker,
			state: 'lost',
			since: at('12:05:00'),
			why: 'ECONNREFUSED',
			latency: null,
		},
		message: {
			at: at('12:05:00'),
			tone: 'bad',
			said: say('side-lost', {system: 'stalker', message: 'ECONNREFUSED'}),
			leads: null,
			undoable: false,
		},
	});
	await frames(
		'lost-portal',
		['120×36', textOf(state)],
		['the menu', textOf({...state, at: null, size: small})],
	);
	const [row] = screenOf(state).slice(7);
	expect(row).toContain('= \u001B[2muser00002');
	expect(screenOf(stateOf(medium))[7]).not.toContain('\u001B[2m');
});

test('while billing has not answered, its half is grey', () => {
	const line = screenOf(
		stateOf(small, {}, {ours: {value: null, at: null, state: 'reading', progress: null}}),
	)[7]!;
	expect(line).toContain('\u001B[2m+\u001B[22m user00003');
	expect(
		textOf(stateOf(small, {}, {ours: {value: null, at: null, state: 'reading', progress: null}})),
	).toContain('billing reading …');
});

test('a short answer is told beside the counts', () => {
	const list = stateOf(medium).lists['accounts']!;
	const text = textOf(stateOf(medium, {}, {sheet: {...list.sheet!, short: {got: 30, baseline: 300}}}));
	expect(text).toContain('SHORT: 30 of at least 300');
});

test('data of another day have their date', () =>
	expect(
		textOf(
			stateOf(
				medium,
				{},
				{theirs: {...stateOf(medium).lists['accounts']!.theirs, at: new Date('2026-11-20T08:15:59')}},
			),
		),
	).toContain('Stalker 2026-11-20 08:15'));

test('a terminal that is too small is told which size is needed', () =>
	inSizes(
		'too-small',
		[
			{columns: 40, rows: 10},
			{columns: 120, rows: 14},
			{columns: 59, rows: 40},
		],
		size => stateOf(size),
	));

test('without colour, without UTF-8 and on a dumb terminal everything is still told by signs', async () => {
	const marked = {
		marked: new Set(rowsAt(stateOf(small), 1, 2).map(({key}) => key)),
		...cursorOn(stateOf(small), 4),
	};
	const state = stateOf(
		small,
		{
			isDemo: true,
			readOnly: true,
			message: {
				at: now,
				tone: 'good',
				said: say('linked', {login: 'x', tvId: 7}),
				leads: null,
				undoable: false,
			},
		},
		marked,
	);
	await frames(
		'plain',
		['NO_COLOR', textOf(state, mono)],
		['LANG=C', textOf(state, ascii)],
		['LANG=C, menu', textOf({...state, at: null}, ascii)],
	);
	expect(screenOf(state, dumb).join('')).not.toContain('\u001B');
	expect([...new Set(screenOf(state, mono).flatMap(codesOf))].toSorted((a, b) => a - b)).toEqual([
		1, 7, 22, 27,
	]);
});

test('a message that does not fit grows upwards, and the cursor stays in sight', () => {
	const last = stateOf(small).lists['accounts']!.rows.length - 1;
	const message = {
		at: now,
		tone: 'bad',
		said: say('not-read', {why: 'slow '.repeat(30)}),
		leads: null,
		undoable: false,
	} as const;
	const state = stateOf(small, {message}, {...cursorOn(stateOf(small), last), top: last - 16});
	const lines = textOf(state).split('\n');
	expect(lines.slice(-5).join('\n')).toMatchInlineSnapshot(`
		" ! The portal sent a record without the promised shape (slow slow slow slow
		   slow slow slow slow slow slow slow slow slow slow slow slow slow slow slow
		   slow slow slow slow slow slow slow slow slow slow slow ). Look at it in the
		   portal's panel.                                                  row 305/305
		 + add  d delete  l link  / filter  space mark  enter open  q quit  ? help"
	`);
	expect(lines.some(line => line.startsWith('▶'))).toBe(true);
});

test('a choice is made over the bottom of the list', () => {
	const options = accountsTab.columns.map(({id}, place) => ({value: id, text: id, on: place < 7}));
	return frames('choose', [
		'80×24',
		textOf(
			stateOf(small, {
				mode: {
					is: 'choose',
					what: 'columns',
					options,
					shown: options,
					cursor: 12,
					typed: '',
					key: null,
					armed: true,
				},
			}),
		),
	]);
});

test('messages and the journal are pages', () =>
	frames(
		'pages',
		[
			'messages',
			textOf(
				stateOf(small, {
					mode: {is: 'messages', top: 0},
					messages: [
						{
							at: at('12:01:00'),
							tone: 'bad',
							said: say('tariff-unknown', {tariff: '105'}),
							leads: null,
							undoable: false,
						},
						{
							at: at('11:59:00'),
							tone: 'good',
							said: say('linked', {login: 'x', tvId: 7}),
							leads: null,
							undoable: false,
						},
					],
				}),
			),
		],
		[
			'journal',
			textOf(
				stateOf(small, {
					mode: {is: 'journal', top: 0, entries: [entry, {...entry, id: '6', state: 'open', error: 'gone'}]},
				}),
			),
		],
	));

test('undo, a short list and leaving at work are asked as well', () => {
	const question = (change: object) =>
		({
			is: 'ask',
			count: null,
			typed: '',
			choice: 'yes',
			armed: true,
			top: 0,
			wrong: null,
			...change,
		}) as never;
	const undo = {
		is: 'undo',
		tab: 'accounts',
		parts: [{entry, intent: {}, says: say('deleted', {login: 'x'}), asks: [say('ask-no-plan')]}],
		refused: [],
	};
	return frames(
		'questions',
		['undo', textOf(stateOf(small, {mode: question({task: undo})}))],
		[
			'short',
			textOf(
				stateOf(small, {
					mode: question({task: {is: 'short', tab: 'accounts', got: 30, baseline: 300}, count: 30}),
				}),
			),
		],
		[
			'quit',
			textOf(
				stateOf(small, {
					at: null,
					mode: question({task: {is: 'quit'}}),
					deed: {
						stage: 'writing',
						tab: 'accounts',
						action: 'add',
						subject: 'add 312',
						done: 1,
						of: 312,
						stopping: false,
					},
				}),
			),
		],
	);
});

test('the first two columns stay while the others are scrolled, and the head says that there is more', () => {
	const head = (across: number): string => bare(screenOf(stateOf(small, {}, {across}))[4]!);
	expect([head(0), head(3), head(100)]).toMatchInlineSnapshot(`
		[
		  "     login     stb_mac           full_name               account_… tariff_p…   ›",
		  "     login     stb_mac          ‹status online phone         account_… stb_sn  ›",
		  "     login     stb_mac          ‹id                                             ",
		]
	`);
});

test('scrolling makes no column jump', () => {
	const state = stateOf(small);
	const heads = [0, 50, 200].map(top =>
		bare(screenOf(stateOf(small, {}, {top, ...cursorOn(state, top)}))[4]!),
	);
	expect(new Set(heads).size).toBe(1);
});

test('a move of the cursor changes two lines and the place', () => {
	const [before, after] = [2, 3].map(place => screenOf(stateOf(small, {}, cursorOn(stateOf(small), place))));
	expect(after!.filter((line, place) => line !== before![place])).toHaveLength(3);
});

test('nothing is highlighted when the row has gone', () => {
	const text = textOf(stateOf(small, {}, {key: 'gone'}));
	expect(text).not.toContain('▶');
	expect(text).toContain('row –/305');
});

test('the explorer shows an answer as a table, a tree or as it came, and the field with what begins alike', async () => {
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
		const state = stateOf(small, {at: 'api', ...change});
		return textOf({...state, explorer: {...state.explorer, path: 'accounts', ...more}});
	};

	await frames(
		'explorer',
		['nothing asked yet', screen({path: ''})],
		['a table', screen({answer})],
		['a tree', screen({answer, view: 'tree'})],
		['as it came', screen({answer, view: 'raw'})],
		['the field', screen({answer}, {mode: {is: 'path', typed: 'it', back: 0}})],
		['waiting', screen({isAsking: true})],
		[
			'an answer that is none',
			screen({
				answer: {
					path: 'accounts',
					status: 502,
					text: '<h1>502 Bad Gateway</h1>',
					failure: new Error('The web server in front of the portal has no answer from it.'),
					bytes: 24,
					milliseconds: 3,
				},
			}),
		],
		['refused', screen({fault: {code: 'failed', values: {message: 'GET a?b: a path is a resource.'}}})],
	);
});

test.each(languages)('%s: menu, list, question and help at 80×24', async language => {
	const spoken = await wordsOf(language);
	const told = (state: State) => textOf(state, undefined, spoken);
	const list = stateOf(small);
	const question = {...list, mode: ask(list, 'delete', rowsAt(list, 4, 5))};
	await frames(
		`in-${language}`,
		['menu', told(stateOf(small, {at: null}))],
		['accounts', told(list)],
		['question', told(question)],
		['help', told(stateOf(small, {mode: {is: 'help', top: 0, typed: '', reasons: {}}}))],
		['explorer', told(stateOf(small, {at: 'api'}))],
	);
});
