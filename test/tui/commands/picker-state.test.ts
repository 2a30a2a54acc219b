import {expect, test} from 'vitest';
import {createPicker, reducePicker} from '../../../source/tui/commands/picker-state.ts';
import type {Picker} from '../../../source/tui/session/mode.ts';

const texts = [
	'user00050  Іванов Максим  +380630569290  50',
	'user00005  Іваненко Олег  +380630000003  5  00:1A:79:29:49:B3',
	'ivan  Йосипенко user00005 Юлія',
	'user00004  Ґалаґан Ірина  +380501112233',
];
const options = texts.map(text => ({value: text, text}));

const typed = (text: string): readonly string[] => {
	let mode = createPicker({listName: 'stb', action: 'register'}, options);
	for (const letter of text)
		mode = reducePicker(mode, {name: letter, text: letter, inBurst: false}) as Picker;
	return mode.matches.map(({value}) => value);
};

test.each([
	['user00003', []],
	['user00005', [texts[1], texts[2]]],
	['USER0000', [texts[1], texts[3], texts[2]]],
	['іван', [texts[0], texts[1]]],
	['олег іваненко', [texts[1]]],
	['001a792949', [texts[1]]],
	['29-49-b3', [texts[1]]],
	['5', [texts[1], texts[0], texts[2], texts[3]]],
])('options for a write contain every typed word: %s', (text, expected) => {
	expect(typed(text)).toEqual(expected);
});

test.each([
	['frequencies', 'F'],
	['frequencies', 'А'],
	['portal', 'P'],
	['command', ':'],
	['columns', 'c'],
	['columns', 'с'],
	['export', 'e'],
	['export', 'у'],
] as const)('in the picker of %s, which %j opens, this key types nothing before a search', (purpose, key) => {
	const press = (mode: Picker, name: string) =>
		reducePicker(mode, {name, text: name, inBurst: false}) as Picker;
	const pressedTwice = press(createPicker(purpose, options), key);
	expect(pressedTwice).toMatchObject({typed: '', matches: options});
	expect(press(press(pressedTwice, 'u'), key).typed).toBe(`u${key}`);
});

test('the letter that opens the picker of an order begins a search in it, as other letters do', () => {
	const mode = reducePicker(createPicker('sort', options), {name: 's', text: 's', inBurst: false});
	expect(mode).toMatchObject({typed: 's'});
});
