import {message, languages, loadTranslator} from '../../../source/i18n/translator.ts';
import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {maxTop} from '../../../source/tui/view/render-frame.ts';
import {signs} from '../../../source/tui/view/style.ts';
import {openFilterField} from '../../../source/tui/session/filter-input.ts';
import {journalName} from '../../../source/tui/journal/journal-list.ts';
import {resultsName} from '../../../source/tui/results/results-list.ts';
import type {Mode} from '../../../source/tui/session/mode.ts';
import type {Size, State} from '../../../source/tui/session/state.ts';
import {createSubscriber, createAccount, billingCustomers} from '../../resources/fixtures.ts';
import {
	asciiTerminal,
	confirmOf,
	journalEntry,
	timeAt,
	sgrCodes,
	plainTerminal,
	fullColour,
	monochrome,
	now,
	renderLines,
	stateOf,
	translator,
	withResults,
} from './fixtures.ts';
import {scaledRuns} from '../../support/thoroughness.ts';

/** Hostile and empty names of subscribers. */
const hostileText = fc.oneof(
	{weight: 3, arbitrary: fc.string({unit: 'grapheme', maxLength: 60})},
	fc.string({unit: 'binary', maxLength: 40}),
	fc.constantFrom(
		'\u001B[2J\u001B[31mred',
		'\u001B]52;c;c3VkbyBybQ==\u0007',
		'\u009B31m',
		'\u202Egnp.exe',
		'\u2066isolated\u2069',
		'two\nlines\r\nand a\ttab',
		'👩‍👩‍👧‍👦 family',
		'🏽',
		'👍🏽 ok',
		'❤️',
		'1️⃣',
		'🇺🇦',
		'漢字'.repeat(40),
		'e\u0301'.repeat(30),
		'\u0301\u0301 orphan',
		'Z̸̡̛a̶l̴g̷o̵'.repeat(5),
		'ㅤ\u3164\u115F\uFFA0',
		'각ᄀᄀ',
		'x'.repeat(255),
		'слово '.repeat(43),
		'\uD800',
		'',
		' ',
	),
);

const size: fc.Arbitrary<Size> = fc.oneof(
	fc.record({columns: fc.integer({min: 60, max: 220}), rows: fc.integer({min: 15, max: 60})}),
	fc.record({columns: fc.integer({min: 1, max: 70}), rows: fc.integer({min: 1, max: 20})}),
);

const account = fc
	.record({
		login: hostileText,
		full_name: hostileText,
		account_number: fc.oneof(hostileText, fc.constant('101')),
		stb_mac: fc.oneof(hostileText, fc.constant('00:1A:79:00:00:01')),
		tariff_plan: hostileText,
		version: hostileText,
		account_balance: hostileText,
		subscribed: fc.array(hostileText, {maxLength: 4}),
		online: fc.constantFrom('0', '1', null),
	})
	.map(createAccount);

const sideState = fc.record({
	state: fc.constantFrom('waiting', 'loading', 'fresh', 'unreachable'),
	at: fc.constantFrom(null, timeAt('12:00:01'), new Date(0)),
});

const link = fc.record({
	name: hostileText,
	state: fc.constantFrom('connecting', 'connected', 'unreachable'),
	unreachableSince: fc.constantFrom(null, timeAt('12:00:00')),
	reason: fc.option(hostileText),
	latencyMs: fc.constantFrom(null, 38, 123_456),
	warning: fc.constantFrom(null, 'unencrypted', 'embedded'),
});

/** A state with any values that the types allow, built from few parameters. */
const stateParts = fc.record({
	size,
	accounts: fc.array(account, {maxLength: 12}),
	number: fc.nat(30),
	place: fc.nat(12),
	top: fc.nat(40),
	across: fc.nat(20),
	wide: fc.boolean(),
	sort: fc.constantFrom(
		null,
		{column: 'login', descending: true},
		{column: 'mark', descending: false},
		{column: 'account_balance', descending: true},
	),
	halves: fc.tuple(sideState, sideState),
	links: fc.tuple(link, link),
	flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
	text: hostileText,
	other: hostileText,
	mode: fc.constantFrom<Mode['is']>(
		'browse',
		'filter',
		'path',
		'record',
		'confirm',
		'picker',
		'help',
		'messages',
		'entry',
	),
	activeScreen: fc.constantFrom('accounts', 'tariffs', 'api', journalName, resultsName, null),
	view: fc.constantFrom('table', 'tree', 'raw'),
	results: fc.oneof(
		fc.array(fc.dictionary(hostileText, hostileText), {maxLength: 8}),
		fc.dictionary(hostileText, hostileText),
		hostileText,
		fc.constant(null),
	),
	tone: fc.constantFrom('good', 'plain', 'bad', null),
	busy: fc.boolean(),
});

type StateParts = typeof stateParts extends fc.Arbitrary<infer Value> ? Value : never;

function buildState({
	size,
	accounts,
	number,
	place,
	top,
	across,
	wide,
	sort,
	halves,
	links,
	flags,
	text,
	other,
	mode,
	tone,
	busy,
	view,
	results,
	...more
}: StateParts): State {
	const sides = {
		stalker: {
			items: accounts,
			invalid: [{key: 'record:1', reason: text, raw: {login: other}}],
			warnings: [],
			defaultPlan: '7',
			planIds: [],
		},
		billing: billingCustomers([
			createSubscriber(),
			createSubscriber({id: 102, cid: other, iptv_login: text}, {login: 'olga', uid: 2}),
		]),
	};
	const plain = stateOf(size, {}, {}, {accounts: sides});
	const list = plain.lists['accounts']!;
	const row = list.rows[Math.min(place, list.rows.length - 1)];
	const state: State = {
		...plain,
		...more,
		lists: {
			...plain.lists,
			accounts: {
				...list,
				comparison: flags[1] ? {...list.comparison!, short: {got: number, baseline: 1000}} : list.comparison,
				stalker: {...list.stalker, ...halves[0]},
				billing: {...list.billing, ...halves[1]},
				cursor: Math.min(place, Math.max(0, list.rows.length - 1)),
				cursorKey: row?.key ?? null,
				top: Math.min(top, Math.max(0, list.rows.length - 1)),
				columnOffset: across,
				isWide: wide,
				sort,
				filter: text,
				filterError: flags[0]
					? {
							span: {start: 0, end: number},
							reason: {code: 'filter-column', values: {text: other, nearest: text}},
						}
					: null,
				onlySelected: flags[1],
				rangeAnchor: flags[2] ? (list.rows[0]?.key ?? null) : null,
				selected: new Set(flags[3] && row ? [row.key, 'gone'] : []),
				detailKey: flags[0] ? (row?.key ?? null) : null,
			},
		},
		explorer: {
			path: flags[0] ? text : '',
			pathHistory: [],
			isLoading: flags[1],
			response: flags[2]
				? {
						path: text,
						status: 200,
						text: other,
						results,
						failure: flags[3] ? new Error(text) : null,
						bytes: number,
						milliseconds: place,
					}
				: null,
			error: flags[3] ? {code: 'failed', values: {message: text}} : null,
			view,
			top: number,
			columnOffset: across,
		},
		menuCursor: ['accounts', 'stb', 'api', 'work:add', 'work:unpaid'][place % 5]!,
		stalker: links[0],
		billing: links[1],
		isDemo: flags[0],
		readOnly: flags[1] ? message('read-only') : null,
		isPaused: flags[2],
		dryRun: flags[3],
		notification:
			tone &&
			({
				at: now,
				tone,
				message: {code: 'failed', values: {message: text}},
				related: flags[0] ? {resource: 'tariffs', id: text} : null,
				isUndoable: flags[1],
			} as const),
		undoStack: flags[2] ? [{listName: 'accounts', action: 'add', journalIds: ['1']}] : [],
		notifications: [
			{
				at: now,
				tone: 'plain',
				message: {code: 'failed', values: {message: other}},
				related: null,
				isUndoable: false,
			},
		],
		running: busy
			? {
					phase: 'applying',
					listName: 'accounts',
					action: 'add',
					subject: text,
					done: place,
					total: number,
					isStopping: flags[0],
				}
			: null,
		rowHistory: row ? {key: row.key, entries: flags[2] ? null : []} : null,
	};
	const made = withResults(
		state,
		{
			listName: 'accounts',
			action: 'add',
			finishedAt: now,
			isDryRun: flags[1],
			lines: list.rows.map(({key}, at) => ({
				key,
				is: (['done', 'refused', 'failed', 'planned'] as const)[at % 4]!,
				changed: at % 3 === 0,
				message: {code: 'failed', values: {message: at % 2 === 0 ? text : key}},
				related: at % 3 === 0 ? {resource: text, id: key} : undefined,
			})),
			retry: null,
		},
		translator,
	);
	return {...made, mode: buildMode(mode, made, row?.key ?? text, number, text)};
}

function buildMode(is: Mode['is'], state: State, key: string, top: number, text: string): Mode {
	switch (is) {
		case 'filter':
			return openFilterField({filter: text, cursorKey: key});
		case 'filter-help':
			return {is, top, field: openFilterField({filter: text, cursorKey: key})};
		case 'path':
			return {is, typed: text, historyOffset: 0};
		case 'record':
			return {is, key, top};
		case 'confirm':
			return confirmOf(state, top % 2 === 0 ? 'delete' : 'add', state.lists['accounts']!.rows, {
				top,
				typed: '1',
				acceptsInput: top % 3 === 0,
				wrongInput: top % 5 === 0 ? text : null,
			});
		case 'picker': {
			const options = Array.from({length: top}, (_, place) => ({
				value: String(place),
				text,
				isTicked: place % 2 === 0,
			}));
			return {
				is,
				purpose: 'columns',
				isCounting: false,
				otherValues: 0,
				options,
				matches: options,
				cursor: Math.max(0, top - 1),
				typed: text,
				rowKey: key,
				subject: text,
				acceptsInput: true,
				isTooEarly: false,
			};
		}

		case 'help':
			return {
				is,
				top,
				typed: top === 0 ? text : '',
				refusals: {add: {code: 'failed', values: {message: text}}},
			};
		case 'output':
			return {
				is,
				name: text,
				args: [text, ''],
				lines: Array.from({length: top}, () => text),
				end: top % 2 === 0 ? null : {code: top, signal: null, error: top % 3 === 0 ? text : null},
				top,
			};
		case 'entry':
			return {is, top, entry: {...journalEntry, error: text}, rows: null};
		case 'browse':
			return {is};
		default:
			return {is, top};
	}
}

const styles = {modern: fullColour, mono: monochrome, ascii: asciiTerminal, dumb: plainTerminal} as const;

const controls = /[\p{Cc}\p{Bidi_Control}]/u;

/** Whether a line contains only text and SGR sequences. */
const isSafeLine = (line: string): boolean =>
	line
		.split('\u001B')
		.every((part, place) => !controls.test(part) && (place === 0 || /^\[[\d;]+m/.test(part)));

const expectExactSize = (state: State, style = fullColour, spoken = translator): void => {
	const lines = renderLines(state, style, spoken);
	const {columns, rows} = state.size;
	expect(lines).toHaveLength(rows);
	const texts = lines.map(stripVTControlCharacters);
	expect(texts.filter(text => stringWidth(text) !== columns)).toEqual([]);
	expect(lines.filter(line => !isSafeLine(line))).toEqual([]);
	expect(lines.at(-1)).toMatch(/ $/);
};

const translators = await Promise.all(languages.map(loadTranslator));

test('for any state, the screen has exactly the size of the terminal and no control sequences except SGR', () => {
	fc.assert(
		fc.property(
			stateParts,
			fc.constantFrom('modern', 'mono', 'ascii', 'dumb'),
			fc.constantFrom(...translators),
			(recipe, name, spoken) => {
				const [state, style] = [buildState(recipe), styles[name]];
				expectExactSize(state, style, spoken);
				expect(maxTop(state, spoken, style, now)).toBeGreaterThanOrEqual(0);
			},
		),
		{numRuns: scaledRuns(300)},
	);
});

test('SGR attributes opened in a line are closed in the same line', () => {
	fc.assert(
		fc.property(stateParts, recipe => {
			for (const line of renderLines(buildState(recipe))) {
				const codes = sgrCodes(line);
				const closing = codes.filter(code => [22, 24, 27, 39, 49].includes(code)).length;
				expect(codes.length - closing).toBe(closing);
			}
		}),
		{numRuns: scaledRuns(100)},
	);
});

test('a terminal without UTF-8 gets ASCII signs only', () => {
	const unicodeSigns = new RegExp(
		`[${[...new Set(Object.values(signs))].filter(sign => sign > '~').join('')}“”]`,
		'u',
	);
	for (const at of ['accounts', null])
		for (const line of renderLines(
			stateOf(
				{columns: 120, rows: 36},
				{activeScreen: at, mode: {is: 'help', top: 0, typed: '', refusals: {}}},
			),
			asciiTerminal,
		))
			expect(line).not.toMatch(unicodeSigns);
});
