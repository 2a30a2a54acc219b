import {aliases, bindings, modeKeys} from '../bindings.ts';
import {hasRules, recordBeside} from '../room.ts';
import {listAt, placeOf, rowAt, type Deed, type State} from '../state.ts';
import {signs, type Tone} from '../style.ts';
import {askMostTop} from './ask.ts';
import {apart, lineOf, widthOfAll, wrapped, type Piece} from './line.ts';
import {workOf} from './naming.ts';
import type {Pen} from './pen.ts';
import {shown} from './shown.ts';

const tones = {good: 'good', plain: 'title', bad: 'bad'} as const satisfies Record<string, Tone>;
const leading = {good: signs.done, plain: signs.dot, bad: signs.warn} as const;

/** What was said last, as `messageLines` tells it, and the keys that work now. */
export function footLines(state: State, messages: readonly string[], pen: Pen): readonly string[] {
	const {columns} = state.size;
	return [
		...(hasRules(state.size) ? [pen.style.paint('quiet', signs.rule.repeat(columns))] : []),
		...messages,
		// The last cell stays empty: in the corner, some terminals would scroll.
		`${keysLine(state, columns - 1, pen)} `,
	];
}

/** Whether something is shown over the whole body. */
export const isPage = ({mode}: State): boolean => 'top' in mode && mode.is !== 'ask';

/** What was said last, in at most so many lines; in the last of them also where the cursor is. */
export function messageLines(state: State, most: number, pen: Pen): readonly string[] {
	const {message, deed, size} = state;
	const place = placePieces(state, pen);
	const line = (left: readonly Piece[], right: readonly Piece[]) =>
		apart(left, right, size.columns, pen.style);
	if (!message) return [line(deed ? workPieces(deed, pen) : driftPieces(state, pen), place)];
	const {tone, said, leads, undoable} = message;
	const {frame} = pen.words.console;
	const hints = [...(undoable ? [frame.undoHint] : []), ...(leads ? [frame.leadHint] : [])];
	// A hint is not broken between its words.
	const told = [pen.words.tell(said), ...hints.map(hint => `${signs.dot} ${hint}`.replaceAll(' ', '\u00A0'))];
	const texts = besides(told.join(' '), size.columns - 4, widthOfAll(place), most).map(text =>
		text.replaceAll('\u00A0', ' '),
	);
	return texts.map((text, at) =>
		line(
			[' ', at === 0 ? [tones[tone], leading[tone]] : ' ', ' ', tone === 'bad' ? [tones.bad, text] : text],
			at === texts.length - 1 ? place : [],
		),
	);
}

const workPieces = (deed: Deed, pen: Pen): readonly Piece[] =>
	deed.of <= 1 ? [` ${signs.more} ${workOf(deed, pen)}`] : [];

/**
Where nothing else is to be said: what differs in the highlighted row. The line is drawn with every step anyway, for its number; on a wide terminal it would be too much
for a slow line, and the record can stand beside the table there.
*/
function driftPieces(state: State, {words}: Pen): readonly Piece[] {
	const list = listAt(state);
	const row = list && !isPage(state) && !recordBeside(state.size) ? rowAt(list) : null;
	if (!row || row.drifts.length === 0) return [];
	return [' ', [row.mark, row.mark], ' ', ['quiet', row.drifts.map(words.tellDrift).map(shown).join('; ')]];
}

/** A text in at most so many lines, of which the last leaves room for what stands beside it. That something was left out must be seen. */
function besides(text: string, width: number, beside: number, most: number): readonly string[] {
	const narrow = (line: string) => wrapped(line, width - beside);
	const lines = wrapped(text, width);
	const whole = [...lines.slice(0, -1), ...narrow(lines.at(-1)!)];
	if (whole.length <= most) return whole;
	return [...lines.slice(0, most - 1), `${narrow(lines[most - 1]!)[0]!} ${signs.more}`];
}

function placePieces(state: State, {words}: Pen): readonly Piece[] {
	const list = listAt(state);
	if (!list || list.rows.length === 0 || isPage(state)) return [];
	const {frame} = words.console;
	const {rows, cursor} = list;
	return ['  ', rowAt(list) ? frame.place(cursor + 1, rows.length) : frame.noPlace(rows.length), ' '];
}

type Hint = {readonly key: string; readonly text: string; readonly rank: number};

function keysLine(state: State, width: number, pen: Pen): string {
	const {style, words} = pen;
	const simulates: readonly Piece[] = state.simulates
		? [['alert', ` ${words.console.frame.simulates} `]]
		: [];
	let room = width - widthOfAll(simulates) - 1;
	const kept = new Set<Hint>();
	const hints = hintsOf(state, pen);
	for (const hint of hints.toSorted((a, b) => a.rank - b.rank)) {
		const needed = widthOfAll([hint.key, hint.text]) + 3;
		if (needed > room) continue;
		kept.add(hint);
		room -= needed;
	}

	return lineOf(
		[
			...simulates,
			' ',
			...hints
				.filter(hint => kept.has(hint))
				.flatMap(({key, text}): readonly Piece[] => [['title', key], ` ${text}  `]),
		],
		width,
		style,
	);
}

/** In the order in which they stand: actions, then the rest, the help last. The smaller the rank, the later one is left out. */
function hintsOf(state: State, pen: Pen): readonly Hint[] {
	const {words} = pen;
	const {mode, readOnly, deed, message, simulates, deeds} = state;
	const {commands, modeCommands, frame} = words.console;
	const scrolling: readonly Hint[] =
		mode.is === 'ask' && askMostTop(mode, state, pen) > 0
			? [{key: ['up', 'down'].map(key => keyName(key, words)).join(' '), text: modeCommands.scroll, rank: 9}]
			: [];
	if (mode.is === 'ask' && mode.count !== null)
		return [
			{key: String(mode.count), text: modeCommands.agree, rank: 1},
			{key: keyName('escape', words), text: modeCommands.decline, rank: 0},
			...scrolling,
		];
	if (mode.is !== 'browse')
		return [
			...modeKeys[mode.is]
				.filter(({command}) => command !== 'stop' || deed !== null)
				.filter(({command}) => !ofColumns.has(command) || (mode.is === 'choose' && mode.what === 'columns'))
				.map(({keys, command}, rank) => ({
					key: keys.map(key => keyName(key, words)).join(' '),
					text: modeCommands[command],
					rank,
				})),
			...(mode.is === 'results' && deeds.length > 0 && !deed
				? [{key: 'u', text: commands.undo, rank: 0.5}]
				: []),
			...scrolling,
		];
	const list = listAt(state);
	const actions = readOnly ? [] : (list?.tab.actions ?? []);
	const shown = bindings.filter(
		({command, footer, on}) =>
			footer !== undefined && on.includes(placeOf(state)) && (command !== 'undo' || deeds.length > 0),
	);
	return [
		...(list && message?.leads ? [{key: 'o', text: frame.goThere, rank: -1}] : []),
		...(simulates ? [{key: list ? 'W' : keyName('escape', words), text: frame.endSimulating, rank: -2}] : []),
		...(deed ? [{key: 'x', text: commands.stop, rank: 0}] : []),
		...actions.map(({key, name}, place) => ({
			key,
			text: words.action(list!.tab.name, name).label,
			rank: 2 + place / 10,
		})),
		...shown
			.toSorted(
				(a, b) => Number(a.command === 'help') - Number(b.command === 'help') || a.footer! - b.footer!,
			)
			.map(({keys, command, footer}) => ({
				key: keys.length > 3 ? `${keys[0]!}${frame.upTo}${keys.at(-1)!}` : keyName(keys[0]!, words),
				text: commands[command],
				rank: footer!,
			})),
	];
}

/** What only a choice of columns hears. */
const ofColumns: ReadonlySet<string> = new Set(['tick', 'reorder']);

/** A key as keyboards name it. */
export const keyName = (key: string, words: Pen['words']): string => words.console.keys[key] ?? key;

/** All keys of an action, its own first. */
export const keysOfAction = (key: string): readonly string[] => [
	key,
	...Object.entries(aliases).flatMap(([other, own]) => (own === key ? [other] : [])),
];
