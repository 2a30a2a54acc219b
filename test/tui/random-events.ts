import fc from 'fast-check';
import type {PortalState} from '../../source/demo/portal/state.ts';
import type {Size} from '../../source/tui/session/state.ts';
import {bytesOf} from './key-bytes.ts';

/** What may happen to a console, one thing at a time. */
export type Event =
	/** Bytes as a person, a paste or a slow line sends them, each piece in one read. `waits`: wait until the console is idle. */
	| {readonly is: 'keys'; readonly pieces: readonly Uint8Array[]; readonly waits: boolean}
	/** The portal answers the next request so much later. */
	| {readonly is: 'late'; readonly milliseconds: number}
	/** So much time passes by the console's clock. */
	| {readonly is: 'later'; readonly milliseconds: number}
	| {readonly is: 'resize'; readonly size: Size}
	/** Somebody else changes something in the portal. */
	| {readonly is: 'portal'; readonly change: (state: PortalState) => void};

const keys = (text: string, waits: boolean, cuts: readonly number[] = []): Event => {
	const bytes = bytesOf(text);
	const places = [0, ...cuts.map(cut => cut % bytes.length).toSorted((a, b) => a - b), bytes.length];
	const pieces = places.slice(1).map((end, place) => bytes.subarray(places[place], end));
	return {is: 'keys', pieces: pieces.filter(({length}) => length > 0), waits};
};

const moves = ['down', 'up', 'page-down', 'home', 'end', 'space', 'enter', 'escape', 'shift-down', 'tab'];
const screens = ['0', '1', '2', '3', '4', '5', '6'];
const actions = ['+', 'd', 'delete', 'f8', 'insert', 'l', 'i', 't', 'b', 'u', 'W', 'a', 'U', 'v', 'm', 'o'];
const answers = ['y', 'n', 'right', 'left', '1', '2', '3', 'backspace', 'enter', 'escape'];
const pages = [
	'alt-1',
	'alt-3',
	'<',
	'>',
	'F',
	'z',
	'_',
	'-',
	'C',
	'/',
	'ctrl-p',
	'ctrl-n',
	'[',
	']',
	's',
	'S',
	'c',
	':',
	'?',
	'!',
	'H',
	'J',
	'R',
	'B',
	'e',
	'r',
	'p',
	'w',
	'n',
	'N',
	'x',
	'V',
	'D',
	'f1',
	'f2',
	'f3',
	'f4',
	'f5',
	'f6',
	'f7',
	'f9',
	'P',
];
/** `в d`, `Ї {`, `й q` without leaving, `и b`, `ш i`, `т n`, `н y`, and letters that look Latin. */
const cyrillic = ['в', 'Ї', 'и', 'ш', 'д', 'е', 'т', 'н', 'у', 'с', 'ы', 'і', '.', ','];

/** Text as somebody copies it: half of it keys, and answers among them. */
const copied = fc
	.array(
		fc.constantFrom(
			'+',
			'd',
			'b',
			'i',
			'y',
			'n',
			'1',
			'3',
			' ',
			'\r',
			'\t',
			'н',
			'+380501112233',
			'так',
			'\u001B[C\r',
			'\u001B3y',
		),
		{minLength: 1, maxLength: 8},
	)
	.map(parts => parts.join(''));

const texts = fc.oneof(
	{weight: 10, arbitrary: fc.constantFrom(...moves)},
	{weight: 2, arbitrary: fc.constantFrom(...screens)},
	{weight: 8, arbitrary: fc.constantFrom(...actions)},
	{weight: 6, arbitrary: fc.constantFrom(...answers)},
	{weight: 3, arbitrary: fc.constantFrom(...pages)},
	{weight: 3, arbitrary: fc.constantFrom(...cyrillic)},
	// A burst, or a paste in a terminal that does not mark it.
	{weight: 2, arbitrary: copied},
	{weight: 1, arbitrary: copied.map(text => `\u001B[200~${text}\u001B[201~`)},
	// Clicks and the wheel, anywhere on the screen, with the release of the button.
	{
		weight: 4,
		arbitrary: fc
			.tuple(
				fc.constantFrom(0, 0, 0, 2, 64, 65),
				fc.integer({min: 1, max: 82}),
				fc.integer({min: 1, max: 25}),
			)
			.map(([button, column, row]) => {
				const report = `\u001B[<${button};${column};${row}`;
				return button < 64 ? `${report}M${report}m` : `${report}M`;
			}),
	},
	// What is left of a sequence, and a paste without end.
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'\u001B[',
			'\u001B',
			'\u001BO',
			'B',
			'\u001B[20',
			'0~',
			'\u001B[201~',
			'\u001B[<0;9',
		),
	},
);

const press = fc
	.record({
		text: texts,
		waits: fc.boolean(),
		cuts: fc.oneof({weight: 3, arbitrary: fc.constant([])}, fc.array(fc.nat(40), {maxLength: 3})),
	})
	.map(({text, waits, cuts}) => keys(text, waits, cuts));

const size: fc.Arbitrary<Event> = fc
	.constantFrom([80, 24], [60, 15], [40, 10], [120, 36], [100, 5])
	.map(([columns, rows]) => ({is: 'resize', size: {columns, rows}}));

const changes: ReadonlyArray<(state: PortalState, place: number) => void> = [
	({users}, place) => void (users[place % users.length]!.fname = 'Хтось Інший'),
	({users}, place) => {
		const user = users[place % users.length]!;
		user.status = user.status === 0 ? 1 : 0;
	},
	({users}, place) => void (users[place % users.length]!.ls = String(place)),
	({users}, place) => void (users.length > 30 && users.splice(place % users.length, 1)),
	state => {
		state.users.unshift({
			...state.users[0]!,
			id: state.nextId++,
			login: `new${state.nextId}`,
			mac: '',
			ls: '',
		});
	},
	({channels}, place) => void (channels[place % channels.length]!.name = 'Інший'),
	({channels}, place) => void (channels.length > 60 && channels.splice(place % channels.length, 1)),
];

const change: fc.Arbitrary<Event> = fc
	.tuple(fc.constantFrom(...changes), fc.nat(100))
	.map(([make, place]) => ({is: 'portal', change: state => make(state, place)}));

const delay: fc.Arbitrary<Event> = fc.constantFrom(50, 400).map(milliseconds => ({is: 'late', milliseconds}));

const clockAdvance: fc.Arbitrary<Event> = fc
	.constantFrom(400, 31_000, 61_000, 700_000)
	.map(milliseconds => ({is: 'later', milliseconds}));

/** Each action, by the key of its screen and its own. */
const actionKeys = ['1+', '1d', '1d', '1l', '2b', '2t', '3i', '4+', '5+', '5i', '1u'];

/** Out of whatever is open, and the whole list on show. */
const resetScreen: readonly Event[] = [
	{is: 'resize', size: {columns: 80, rows: 24}},
	...['escape', 'escape', 'escape', '1', 'U', '/', 'ctrl-u', 'enter', 'home'].map(text => keys(text, true)),
];

/** An action from its key to an answer; perhaps a list is on its way when the question comes, and something happens before the answer. */
const wholeAction: fc.Arbitrary<readonly Event[]> = fc
	.record({
		isTidy: fc.boolean(),
		/** The answer comes upon the key. */
		isHasty: fc.constantFrom(true, false, false),
		chosen: fc.constantFrom(...actionKeys),
		steps: fc.nat(4),
		marks: fc.constantFrom(0, 0, 0, 2, 3),
		arrives: fc.option(change, {freq: 3}),
		meanwhile: fc.option(fc.oneof(change, size, clockAdvance, press), {freq: 3}),
		answer: fc.constantFrom(['y'], ['y'], ['right', 'enter'], ['enter'], ['2', 'enter']),
	})
	.map(({isTidy, isHasty, chosen: [screen, action], steps, marks, arrives, meanwhile, answer}) => [
		...(isTidy ? resetScreen : []),
		keys(screen!, true),
		...Array.from({length: steps}, () => keys(action === '+' ? 'n' : 'down', true)),
		...Array.from({length: marks}, () => keys('space', true)),
		...(arrives ? [{is: 'late', milliseconds: 400} as const, keys('r', false), arrives] : []),
		keys(action!, !isHasty),
		...(meanwhile ? [meanwhile] : []),
		...(marks > 1 && answer.length === 1 ? [String(marks), 'enter'] : answer).map(text => keys(text, true)),
	]);

/** An afternoon at the console. */
export const eventSequence: fc.Arbitrary<readonly Event[]> = fc
	.tuple(
		fc.constantFrom(...screens).map(screen => keys(screen, true)),
		fc.array(
			fc.oneof(
				{weight: 16, arbitrary: press.map(event => [event])},
				{weight: 3, arbitrary: wholeAction},
				{weight: 1, arbitrary: size.map(event => [event])},
				{weight: 1, arbitrary: change.map(event => [event])},
				{weight: 1, arbitrary: delay.map(event => [event])},
				{weight: 1, arbitrary: clockAdvance.map(event => [event])},
			),
			{minLength: 15, maxLength: 45},
		),
	)
	.map(([first, rest]) => [first, ...rest.flat()]);
