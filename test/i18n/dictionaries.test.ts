import {expect, test} from 'vitest';
import type {Difference} from '../../source/sync/difference.ts';
import {en} from '../../source/i18n/en/index.ts';
import {ru} from '../../source/i18n/ru/index.ts';
import {uk} from '../../source/i18n/uk/index.ts';
import {channelCount, rowCount} from '../../source/i18n/uk/plural.ts';

const drift: Difference = {code: 'C1', field: 'tariff_plan', theirs: '101', ours: '103'};
const person = {login: 'ivan', name: 'Іваненко Олег', phone: '+380501234567'};
/** Creates a unique text for each name. */
const texts = (names: string) => Object.fromEntries(names.split(' ').map(name => [name, `<${name}>`]));

/** Creates a unique number for each name. */
const numbers = (names: string) => Object.fromEntries(names.split(' ').map((name, at) => [name, at + 21]));

/** A value for every parameter of every message. */
const samples: Readonly<Record<string, unknown>> = {
	...texts('action before command customer deposit entry external field file filter from id journal key'),
	...texts('login balance mac message name note number path phone plan subject tariff to value was what why'),
	...texts(
		'with text asked request resource detail directory excerpt flag hint language location portal reason answer schema state url where',
	),
	...numbers(
		'n age tvId got baseline most count minutes refused done open same failed changed added gone removed kept',
	),
	...numbers('beyond choices prices uses line megabytes seconds service digit least'),
	...texts('label kind use cid date operator'),
	...texts('respelled word args screen bulk argument engine column type version nearest box owner'),
	...numbers('more rows share licensed digit domain'),
	...texts('title right'),
	list: ['<list>'],
	notes: ['<note>'],
	questions: ['<questions>'],
	flags: ['<one>', '<two>'],
	marks: ['<mark>'],
	columns: ['<column>'],
	fees: {month: '120.00', day: '4.00', once: '5.50'},
	system: 'billing',
	problem: 'twice',
	changes: [{field: 'cid', from: '<from>', to: '<to>'}],
	drifts: [drift],
	payer: person,
	own: person,
	old: [{mac: '00:1A:79:00:00:01', online: true}],
	add: ['<added>'],
	remove: ['<removed>'],
	channels: ['<channel>'],
	fields: ['<field>'],
	known: ['<known>'],
	languages: ['<language>'],
	names: ['<name>'],
	others: ['<other>'],
	by: ['<by>'],
	accounts: ['<account>'],
	boxes: ['<box>'],
	ids: [61, 62],
	tvIds: [71, 72],
	services: [{tvId: 81, cid: '<cid>'}],
	tables: ['<table>'],
	places: ['<place>'],
	rights: ['<right>'],
	reasons: ['<reason>'],
	values: [{field: 'status', sent: '0', stored: '<stored>'}],
	shown: [{system: 'stalker', field: 'status', from: '<from>', to: '<to>'}],
	left: ['<left>'],
	created: true,
	online: true,
	snapshot: true,
	end: true,
	writes: true,
};

/** Values for codes whose parameter of this name has another type. */
const valuesByCode: Readonly<Record<string, unknown>> = {
	'ask-second-service': {services: [81, 82], boxes: ['<box>']},
	'undone-delete': {note: ['<note>']},
	'not-restored': {what: ['<what>']},
	'choices-changed': {with: 'channel'},
	'config-kind': {kind: 'number'},
	'usage-name-one': {ids: '<ids>'},
	'usage-name-rows': {ids: '<ids>'},
	'usage-no-row': {ids: '<ids>'},
	'abills-no-portal': {services: [{id: 81, name: '<service>'}]},
	'portal-elsewhere': {services: [{id: 81, url: '<url>'}]},
};

type Messages = Readonly<Record<string, (values: unknown) => string>>;

const codes = Object.keys(en.messages);
const formatMessage = (sayings: unknown, code: string, values: object): string =>
	(sayings as Messages)[code]!({...values, ...(valuesByCode[code] as object)});

/** The given values that occur in a sentence. */
const valuesIn = (text: string): readonly string[] =>
	[...new Set(text.match(/<\w+>|\d[\d.:A]*\d|Іваненко Олег/g))].toSorted();

/** The same values with everything optional left out. */
const emptySamples: Readonly<Record<string, unknown>> = {
	...samples,
	created: false,
	online: false,
	snapshot: false,
	writes: false,
	excerpt: '',
	hint: '',
	location: '',
	name: '',
	previous: '',
	nearest: '',
	before: '',
	note: '',
	n: 11,
	got: 12,
	removed: 0,
	kept: 0,
	beyond: 0,
	same: 0,
	refused: 0,
	failed: 0,
	uses: 0,
};

/** Letters and quotes that the language does not use. */
const languages = [
	['Ukrainian', uk, /[“”'"ыэёъЫЭЁЪ]/],
	['Russian', ru, /[“”"іїєґІЇЄҐ]/],
] as const;

test.each(
	languages.flatMap(([name, words, wrong]) => codes.map(code => [code, name, words, wrong] as const)),
)('%s says in %s what it says in English', (code, _, words, wrong) => {
	for (const values of [samples, emptySamples]) {
		const text = formatMessage(words.messages, code, values);
		expect(text).not.toMatch(/undefined|\[object|NaN/);
		expect(text.replaceAll('Іваненко Олег', '')).not.toMatch(wrong);
		expect(valuesIn(text)).toEqual(valuesIn(formatMessage(en.messages, code, values)));
	}
});

/** All texts of a part of the dictionary. */
const allTexts = (part: object): readonly string[] =>
	Object.values(part).flatMap((text: unknown) =>
		typeof text === 'string' ? [text] : typeof text === 'object' && text !== null ? allTexts(text) : [],
	);

test.each(languages)('every label is %s', (_, words, wrong) => {
	const labels = allTexts([
		words.screens,
		words.tui.commands,
		words.tui.modeCommands,
		words.tui.texts,
		words.differences,
	]);
	expect(labels.filter(text => wrong.test(text))).toEqual([]);
	expect(allTexts(words.differences).filter(text => !/[а-яіїєґё]/.test(text))).toEqual([]);
});

test.each([
	[1, '1 рядок', '1 канал'],
	[2, '2 рядки', '2 канали'],
	[5, '5 рядків', '5 каналів'],
	[11, '11 рядків', '11 каналів'],
	[14, '14 рядків', '14 каналів'],
	[21, '21 рядок', '21 канал'],
	[104, '104 рядки', '104 канали'],
])('%i is counted as Ukrainian counts', (n, ofRows, ofChannels) => {
	expect([rowCount(n), channelCount(n)]).toEqual([ofRows, ofChannels]);
});

test('a difference names both systems', () => {
	expect(uk.formatDifference(drift)).toBe(
		'тарифний план відрізняється (tariff_plan: Stalker 101, білінг 103)',
	);
});

test('the titles of all screens fit into 80 cells', () => {
	const {journal: _journal, results: _results, ...screens} = uk.screens;
	const titles = [uk.tui.texts.menu, ...Object.values(screens).map(({title}) => title)];
	expect(titles.reduce((width, title) => width + title.length + 4, 0)).toBeLessThanOrEqual(80);
});

/** The names of all texts, with the names of the tables that they are in. */
const namesOf = (table: object, path = ''): readonly string[] =>
	Object.entries(table).flatMap(([name, text]: readonly [string, unknown]) =>
		typeof text === 'object' && text !== null ? namesOf(text, `${path}${name}.`) : [path + name],
	);

test.each([
	['Ukrainian', uk],
	['Russian', ru],
])('%s has a text for each that English has', (_, dictionary) => {
	const names = new Set(namesOf(dictionary));
	expect(namesOf(en).filter(name => !names.has(name))).toEqual([]);
});
