import {say} from '../../words/words.ts';
import type {Row} from '../../sync/row.ts';
import type {Command} from '../bindings.ts';
import {openAsk} from '../deeds/asking.ts';
import type {Hands, Run} from '../hands.ts';
import type {Key} from '../keyboard/key.ts';
import {listAt, rowAt, type List} from '../state.ts';
import {choose} from './choosing.ts';
import {goTo, leadTo, leaveTo, openRecord, stepScreen} from './going.ts';
import {arranged, moved, movedTo, nextProblem, paged, ranged, toggled, withMarks} from './list.ts';
import {columnOptions, commandOptions, copyOptions, exportOptions, sortOptions} from './options.ts';
import {reasonsOf} from './reasons.ts';

/** A change of the list in front, and nothing else. */
const onList =
	(change: (list: List, height: number) => List): Run =>
	(_, {store}) =>
		store.setFront(change);

const onMenu = (by: number, {store}: Hands): void => {
	const {menu, screens} = store.now();
	store.set({menu: Math.max(0, Math.min(screens.length - 1, menu + by))});
};

const step =
	(by: number): Run =>
	(_, hands) => {
		if (hands.store.now().at === null) onMenu(by, hands);
		else hands.store.setFront((list, height) => moved(list, by, height));
	};

const problem =
	(direction: 1 | -1): Run =>
	(_, {store}) => {
		const place = nextProblem(listAt(store.now())!, direction);
		if (place === null) store.tell('plain', say('no-problem'));
		else store.setFront((list, height) => movedTo(list, place, height));
	};

const marking =
	(by: number): Run =>
	(_, {store}) =>
		store.setFront((list, height) => {
			const row = rowAt(list);
			return row ? stretched(list, row, by, height) : list;
		});

/** Marks grow with the cursor, and shrink again when it comes back over what was marked. */
function stretched(list: List, row: Row, by: number, height: number): List {
	const next = list.rows[list.cursor + by];
	const shrinks = !list.marked.has(row.key) && next !== undefined && list.marked.has(next.key);
	return shrinks ? toggled(moved(list, by, height)) : moved(withMarks(list, [row]), by, height);
}

const page =
	(is: 'results' | 'messages'): Run =>
	(_, {store}) =>
		store.set({mode: {is, top: 0}});

/** What each command does on the menu and on a list. */
export const commands: Readonly<Record<Command, Run>> = {
	up: step(-1),
	down: step(1),
	'page-up': onList((list, height) => paged(list, -1, height)),
	'page-down': onList((list, height) => paged(list, 1, height)),
	first: onList((list, height) => movedTo(list, 0, height)),
	last: onList((list, height) => movedTo(list, list.rows.length - 1, height)),
	'columns-left': onList(list => ({...list, across: Math.max(0, list.across - 1)})),
	'columns-right': onList(list => ({
		...list,
		across: Math.min(Math.max(0, list.columns.length - 3), list.across + 1),
	})),
	'next-problem': problem(1),
	'previous-problem': problem(-1),
	screen: ({name}, hands) => goTo(hands.store.now().screens.find(({key}) => key === name)!.name, hands),
	'next-screen': (_, hands) => stepScreen(1, hands),
	'previous-screen': (_, hands) => stepScreen(-1, hands),
	menu: (_, {store}) => store.set({at: null, trail: []}),
	back,
	filter(_, hands) {
		const {at, menu, screens} = hands.store.now();
		if (at === null) goTo(screens[menu]!.name, hands);
		const list = listAt(hands.store.now());
		if (list) hands.store.set({mode: {is: 'filter', before: list.filter}});
	},
	sort: (_, {store}) => store.set({mode: choose('sort', sortOptions(listAt(store.now())!))}),
	flip: onList((list, height) =>
		arranged(
			{
				...list,
				sort: list.sort
					? {...list.sort, descending: !list.sort.descending}
					: {column: list.columns[0]!, descending: true},
			},
			height,
		),
	),
	columns: (_, {store}) => store.set({mode: choose('columns', columnOptions(listAt(store.now())!))}),
	wide: onList(list => ({...list, wide: !list.wide})),
	palette: (_, hands) => hands.store.set({mode: choose('command', commandOptions(hands))}),
	mark: (_, {store}) => store.setFront((list, height) => moved(toggled(list), 1, height)),
	'mark-up': marking(-1),
	'mark-down': marking(1),
	range(_, {store}) {
		const before = listAt(store.now())!;
		store.setFront(ranged);
		const {anchor, marked} = listAt(store.now())!;
		if (before.anchor === null && anchor !== null) store.tell('plain', say('range-begun'));
		else store.tell('plain', say('marked-all', {n: marked.size - before.marked.size}));
	},
	'mark-all'(_, {store}) {
		const {rows} = listAt(store.now())!;
		store.setFront(list => withMarks(list, rows));
		store.tell('plain', say('marked-all', {n: rows.length}));
	},
	'only-marked'(_, {store}) {
		const list = listAt(store.now())!;
		if (list.marked.size === 0 && !list.onlyMarked) return store.tell('plain', say('nothing-marked'));
		store.setFront((before, height) => arranged({...before, onlyMarked: !before.onlyMarked}, height));
	},
	'clear-marks'(_, {store}) {
		const n = listAt(store.now())!.marked.size;
		store.setFront((list, height) =>
			arranged({...list, marked: new Set(), anchor: null, onlyMarked: false}, height),
		);
		store.tell('plain', say('marks-cleared', {n}));
	},
	simulate(_, {store}) {
		const simulates = !store.now().simulates;
		store.set({simulates});
		if (simulates) store.tell('plain', say('simulates-next'));
	},
	undo: (_, {undoing}) => undoing.press(),
	stop: (_, {deeds}) => deeds.bench.stop(),
	open(_, hands) {
		const {at, menu, screens} = hands.store.now();
		if (at === null) goTo(screens[menu]!.name, hands);
		else openRecord(hands);
	},
	lead: (_, hands) => leadTo(hands),
	results: page('results'),
	messages: page('messages'),
	journal(_, {store, systems, works}) {
		store.set({mode: {is: 'journal', top: 0, entries: null}});
		works.add(
			systems
				.world()
				.then(async ({billing}) => billing.journal.list({limit: 200}))
				.then(entries => {
					const {mode} = store.now();
					if (mode.is === 'journal') store.set({mode: {...mode, entries}});
				}),
		);
	},
	path: () => undefined,
	view: () => undefined,
	refresh(_, {store, reader}) {
		const {at, screens} = store.now();
		for (const {name, tab} of screens) if (tab && (at === null || at === name)) void reader.read(name);
	},
	believe(_, hands) {
		const {at, lists} = hands.store.now();
		const short = lists[at!]!.sheet?.short;
		if (!short) return hands.store.tell('plain', say('not-short'));
		openAsk(hands.store, {is: 'short', tab: at!, ...short}, short.got);
		hands.prompted();
	},
	pause(_, {store}) {
		const paused = !store.now().paused;
		store.set({paused});
		store.tell('plain', paused ? say('paused') : say('resumed'));
	},
	help: (_, {store}) =>
		store.set({
			mode: {is: 'help', top: 0, typed: '', reasons: reasonsOf(listAt(store.now()), store.now().readOnly)},
		}),
	copy: (_, {store}) => {
		const row = rowAt(listAt(store.now())!);
		if (!row) return store.tell('bad', say('no-row'));
		store.set({mode: choose('copy', copyOptions(listAt(store.now())!, row), {key: row.key})});
	},
	export: (_, {store}) => store.set({mode: choose('export', exportOptions(listAt(store.now())!))}),
	dump(_, {store, outside, works}) {
		const lines = outside.screen();
		works.add(
			outside
				.save('screen.txt', `${lines.join('\n')}\n`)
				.then(file => store.tell('good', say('dumped', {file}))),
		);
	},
	redraw: (_, {outside}) => outside.redraw(),
	suspend(_, {store, outside}) {
		// A stopped process would hold billing's lock, and every other operator with it.
		if (store.now().deed?.stage === 'writing')
			return store.tell('bad', say('under-way', {subject: store.now().deed!.subject}));
		outside.suspend();
	},
	quit: (_, {leave}) => leave(),
};

/** `esc`, one step each time: what is being looked at, a range, the record, marks alone on show, the filter, the way one came, the menu. It never leaves the console. */
function back(_: Key, hands: Hands): void {
	const {store, deeds} = hands;
	if (deeds.bench.leaveOff()) return;
	const {simulates} = store.now();
	const list = listAt(store.now());
	if (simulates) return store.set({simulates: false});
	if (!list) return leaveTo(hands);
	if (list.anchor !== null) return store.setFront(before => ({...before, anchor: null}));
	if (list.beside !== null) return store.setFront(before => ({...before, beside: null}));
	if (list.onlyMarked)
		return store.setFront((before, height) => arranged({...before, onlyMarked: false}, height));
	if (list.filter !== '')
		return store.setFront((before, height) => arranged({...before, filter: ''}, height));
	leaveTo(hands);
}
