import {once} from 'node:events';
import {connect, createServer, type AddressInfo} from 'node:net';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {InputEvent} from '../../../source/tui/input/key.ts';
import {createKeyboard} from '../../../source/tui/input/keyboard.ts';
import {scaledRuns} from '../../support/thoroughness.ts';
import {nameOf} from './event-name.ts';

/** A keyboard and the names of its events. */
function open(options: {readonly escapeDelayMs?: number; readonly on?: (name: string) => void} = {}) {
	const names: string[] = [];
	const keyboard = createKeyboard({
		...(options.escapeDelayMs === undefined ? {} : {escapeDelayMs: options.escapeDelayMs}),
		onInput: event => {
			names.push(nameOf(event));
			options.on?.(names.at(-1)!);
		},
	});
	const feed = (...chunks: ReadonlyArray<string | Uint8Array>) => {
		for (const chunk of chunks) keyboard.feed(Buffer.from(chunk as string));
	};
	return {keyboard, names, feed};
}

/** The names of the events of these reads, with no time between them. */
function eventsOf(...chunks: ReadonlyArray<string | Uint8Array>): readonly string[] {
	const {keyboard, names, feed} = open();
	feed(...chunks);
	keyboard.close();
	return names;
}

test.each([
	['three arrows and Enter', '\u001B[B\u001B[B\u001B[B\r', ['down', 'down', 'down', 'enter']],
	['two pluses and a d', '++d', ['+&', '+&', 'd&']],
	['dy and Enter', 'dy\r', ['d&', 'y&', 'enter']],
	['F5', '\u001B[15~', ['f5']],
	['a click and a plus', '\u001B[<0;12;34M\u001B[<0;12;34m+', ['click 11,33', '+']],
	['a paste with Enter in it', '\u001B[200~d\ry\r\u001B[201~', ['“d\ry\r”']],
	['a pasted phone number without marks', '+38', ['+&', '3&', '8&']],
	['a plus beside arrows', '\u001B[B+\u001B[B', ['down', '+', 'down']],
	['a plus and Enter', '+\r', ['+', 'enter']],
	['a plus beside a paste', '+\u001B[200~1\u001B[201~', ['+&', '“1”']],
	['words', 'і у', ['і&', 'space&', 'у&']],
])('%s in one read', (_, bytes, names) => {
	expect(eventsOf(bytes)).toEqual(names);
});

test.each([
	['up', ['[A', 'OA', '[1A', '[1;1A']],
	['down', ['[B', 'OB', '[1;1B']],
	['right', ['[C', 'OC']],
	['left', ['[D', 'OD']],
	['home', ['[H', 'OH', '[1~', '[7~', '[1;1H']],
	['end', ['[F', 'OF', '[4~', '[8~']],
	['page-up', ['[5~', '[5;1~']],
	['page-down', ['[6~']],
	['delete', ['[3~']],
	['shift-up', ['[1;2A', '[2A', '[a', 'O2A', 'O1;2A']],
	['shift-down', ['[1;2B', '[2B', '[b']],
	['shift-tab', ['[Z', '[1;2Z']],
	['enter', ['OM']],
	['insert', ['[2~']],
	['f1', ['OP', '[11~', '[[A', '[P']],
	['f4', ['OS', '[14~', '[[D', '[S', '[1;1S']],
	['f5', ['[15~', '[[E']],
	['f10', ['[21~']],
	['f12', ['[24~']],
])('%s, as terminals send it', (name, sequences) => {
	for (const sequence of sequences) {
		expect(eventsOf(`\u001B${sequence}`)).toEqual([name]);
		expect(eventsOf(`\u001B${sequence}x`)).toEqual([name, 'x']);
	}
});

test('the one-byte form of ESC [ begins a sequence, raw and as UTF-8', () => {
	expect(eventsOf(Buffer.from([0x9b, 0x42]))).toEqual(['down']);
	expect(eventsOf('\u009BB\u008FA')).toEqual(['down', 'up']);
});

const unknown = [
	...['[15;2~', '[25~', '[[F', '[1;2P', '[2;5~', '[E', 'O2P'],
	...[
		'[1;5A',
		'[1;3B',
		'[1;2C',
		'[1;2H',
		'[3;5~',
		'[5;2~',
		'[3$',
		'[7$',
		'[7^',
		'[7@',
		'Oa',
		'Od',
		'[c',
		'Op',
		'Oy',
	],
	...['[27;5;108~', '[97;5u', '[1;1:3A', '[13;2u', '[201~'],
	...[
		'[M !!',
		'[M#é!',
		'[M !é',
		'[M !Û',
		'[1[',
		'[<0;12;34m',
		'[<4;12;34M',
		'[<32;12;34M',
		'[<2;1;1M',
		'[<0;0;1M',
		'[<0;1M',
		'[<M',
		'[32;12;34M',
		'[I',
		'[O',
	],
	...['[?1;2c', '[>41;354;0c', '[0n', '[12;80R', '[?2026;2$y', '[4;1$y', '[8;24;80t', '[?0u'],
	...[']10;rgb:ffff/ffff/ffff\u0007', ']11;rgb:0000/00\u001B\\', ']52;c;ZA==\u001B\\', ']l d\u001B\\'],
	...['P>|xterm(380)\u001B\\', 'P1$r0m\u001B\\', '_Gi=1;OK\u001B\\', '^x\u001B\\', 'Xx\u001B\\'],
].map(sequence => `\u001B${sequence}`);

test('modified function keys, other mouse and focus reports and other responses of the terminal are discarded, wherever they are split', () => {
	for (const sequence of unknown) {
		expect(eventsOf(`${sequence}x`), JSON.stringify(sequence)).toEqual(['x']);
		const bytes = Buffer.from(sequence);
		for (let cut = 1; cut < bytes.length; cut++)
			expect(eventsOf(bytes.subarray(0, cut), bytes.subarray(cut)), JSON.stringify(sequence)).toEqual([]);
	}
});

test('control keys are reported by name, and unused control bytes are discarded', () => {
	expect(eventsOf('\r\n\t\u007F\b\u0003\u000C\u0015\u0017\u001A ')).toEqual(
		['enter', 'enter', 'tab', 'backspace', 'backspace'].concat([
			'ctrl-c',
			'ctrl-l',
			'ctrl-u',
			'ctrl-w',
			'ctrl-z',
			'space',
		]),
	);
	expect(eventsOf('\u0000\u0001\u0002\u0004\u0005\u0006\u0007\u000B\u0013\u001C\u001F\u0085')).toEqual([]);
});

test('a character key has its character as text, other keys have no text', () => {
	const events: InputEvent[] = [];
	createKeyboard({onInput: event => events.push(event)}).feed(Buffer.from('й \r'));
	expect(events.map(event => (event.is === 'key' ? event.key.text : ''))).toEqual(['й', ' ', '']);
});

test('a character of several bytes is one key, however they arrive, and a combining mark is a key after its letter', () => {
	expect(eventsOf(Buffer.from([0xd0]), Buffer.from([0xb9]))).toEqual(['й']);
	expect(eventsOf(...[...Buffer.from('😀')].map(byte => Buffer.from([byte])))).toEqual(['😀']);
	expect(eventsOf('e\u0301')).toEqual(['e&', '\u0301&']);
});

test('invalid UTF-8 is discarded, and the character after it is reported', () => {
	for (const bytes of [
		[0xff],
		[0xc0, 0xaf],
		[0xed, 0xa0, 0x80],
		[0xf4, 0x90, 0x80, 0x80],
		[0xd0],
		[0xe2, 0x82],
	])
		expect(eventsOf(Buffer.from([...bytes, 0x78]))).toEqual(['x']);
});

test('a plus in one read with half a letter is in a burst', () => {
	expect(eventsOf(Buffer.from([0x2b, 0xd0]), Buffer.from([0xb9, 0x2b]))).toEqual(['+&', 'й&', '+&']);
});

test('a single ESC is Escape after the delay, and the keyboard is busy until then', async () => {
	const {keyboard, names, feed} = open();
	feed('\u001B');
	expect(names).toEqual([]);
	expect(keyboard.isBusy).toBe(true);
	await keyboard.whenIdle();
	expect(names).toEqual(['escape']);
	expect(keyboard.isBusy).toBe(false);
	await keyboard.whenIdle();
});

test('an arrow that is split anywhere is an arrow', () => {
	expect(eventsOf('\u001B', '[B')).toEqual(['down']);
	expect(eventsOf('\u001B[', 'B')).toEqual(['down']);
	expect(eventsOf('\u001B[1', ';', '2B')).toEqual(['shift-down']);
});

test('the rest of an arrow that arrives after Escape was reported is not text', async () => {
	for (const rest of ['[B', 'OB', '[3~', '[1;2A', '[200~dy\r\u001B[201~']) {
		const {keyboard, names, feed} = open({escapeDelayMs: 1});
		feed('\u001B');
		await keyboard.whenIdle();
		feed(...rest, 'j');
		expect(names).toEqual(['escape', 'j']);
	}
});

test('a sequence that is not completed in time is Escape, and none of its bytes are text', async () => {
	const {keyboard, names, feed} = open();
	feed('\u001B[1;');
	await keyboard.whenIdle();
	expect(names).toEqual(['escape']);
	feed('2', 'Bj');
	expect(names).toEqual(['escape', 'j']);
});

test('Escape and a key in one read are both reported, the key in a burst', () => {
	expect(eventsOf('\u001Bjy')).toEqual(['escape', 'j&', 'y&']);
	expect(eventsOf('\u001B+')).toEqual(['escape', '+&']);
	expect(eventsOf('\u001Bй')).toEqual(['escape', 'й&']);
	expect(eventsOf('\u001B', '+')).toEqual(['escape', '+&']);
	expect(eventsOf('\u001B\r')).toEqual(['escape', 'enter']);
	expect(eventsOf('\u001B\u0003')).toEqual(['escape', 'ctrl-c']);
	expect(eventsOf('\u001B\u001B[B')).toEqual(['escape', 'down']);
});

test('Ctrl-C is reported within an unfinished sequence, after Escape', () => {
	for (const begun of ['\u001B', '\u001B[1;', '\u001BO', '\u001BP1$r', '\u001B]0;d'])
		expect(eventsOf(`${begun}\u0003`)).toEqual(['escape', 'ctrl-c']);
	expect(eventsOf(Buffer.from([0xd0, 0x03]))).toEqual(['ctrl-c']);
});

test('a paste is reported as one event, unchanged, without invalid UTF-8', () => {
	const paste = (content: string) => `\u001B[200~${content}\u001B[201~`;
	expect(eventsOf(...paste('Іван\rd\u001B[B\u0003 +1'))).toEqual(['“Іван\rd\u001B[B\u0003 +1”']);
	expect(eventsOf(paste(''))).toEqual(['“”']);
	expect(eventsOf(paste('\u001B\u001B[201\u001B[20'))).toEqual(['“\u001B\u001B[201\u001B[20”']);
	expect(eventsOf(Buffer.from('\u001B[200~a\u00FFb\u001B[201~', 'latin1'))).toEqual(['“ab”']);
});

test('a paste of more than a mebibyte is cut there, and none of it becomes keys', () => {
	const events = eventsOf('\u001B[200~', 'я'.repeat(400_000), 'x'.repeat(400_000), 'y\r', '\u001B[201~', 'j');
	expect(events.map(({length}) => length)).toEqual(['“”'.length + 400_000 + 2 ** 20 - 800_000, 1]);
	expect(events[0]!.slice(399_999, 400_003)).toBe('яяxx');
});

test('after a discard during a read, nothing else of this read is reported', () => {
	const {keyboard, names, feed} = open({on: name => name.startsWith('d') && keyboard.discard()});
	feed('jdy\r\u001B[B');
	expect(names).toEqual(['j&', 'd&']);
	expect(keyboard.isBusy).toBe(false);
	feed('y');
	expect(names).toEqual(['j&', 'd&', 'y']);
});

test('the rest of a sequence that a discard has split is discarded', () => {
	const known = ['\u001B[B', '\u001BOB', '\u001B[1;2A', '\u001B[200~y\r\u001B[201~', 'й', '😀'];
	for (const sequence of [...known, ...unknown]) {
		const bytes = Buffer.from(sequence);
		for (let cut = 1; cut < bytes.length; cut++) {
			// After a single ESC only the rest of a key can be recognized; terminals send no response unasked.
			if (cut === 1 && bytes[0] === 0x1b && !'[O'.includes(sequence[1]!)) continue;
			const {keyboard, names, feed} = open({on: name => name.startsWith('d') && keyboard.discard()});
			feed(Buffer.concat([Buffer.from('\td'), bytes.subarray(0, cut)]), bytes.subarray(cut), '\t');
			expect(withoutBursts(names), JSON.stringify([sequence, cut])).toEqual(['tab', 'd', 'tab']);
		}
	}
});

test('a discard between reads discards unfinished input', async () => {
	const {keyboard, names, feed} = open();
	feed('\u001B');
	keyboard.discard();
	expect(keyboard.isBusy).toBe(false);
	await keyboard.whenIdle();
	feed('[Bj');
	expect(names).toEqual(['j']);
});

test('whenIdle resolves after a discard, the rest of the sequence, or close', async () => {
	for (const finish of [
		({keyboard}) => keyboard.discard(),
		({feed}) => feed('[B'),
		({keyboard}) => keyboard.close(),
	] satisfies Array<(opened: ReturnType<typeof open>) => void>) {
		const opened = open({escapeDelayMs: 60_000});
		opened.feed('\u001B');
		const idle = opened.keyboard.whenIdle();
		finish(opened);
		await idle;
		expect(opened.keyboard.isBusy).toBe(false);
		opened.keyboard.close();
	}
});

test('a closed keyboard reports nothing', () => {
	const {keyboard, names, feed} = open({on: () => keyboard.close()});
	feed('ab', 'c');
	expect(names).toEqual(['a&']);
});

test('when onInput throws, the rest of that read is discarded and the next read is handled', () => {
	const {names, feed} = open({
		on: name => {
			if (name === 'a&') throw new Error('failed at a');
		},
	});
	expect(() => feed('ab')).toThrow('failed at a');
	feed('c');
	expect(names).toEqual(['a&', 'c']);
});

test('the rest of an arrow that is unread during a long frame is read before Escape is reported', async () => {
	const {keyboard, names} = open({escapeDelayMs: 20});
	using server = disposable(createServer());
	await once(server.it.listen(0, '127.0.0.1'), 'listening');
	const terminal = connect((server.it.address() as AddressInfo).port, '127.0.0.1').setNoDelay();
	const [connection] = (await once(server.it, 'connection')) as [typeof terminal];
	connection.on('data', chunk => {
		keyboard.feed(chunk);
		if (!keyboard.isBusy) return;
		terminal.write('[B');
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
	});
	terminal.write('\u001B');
	await once(connection, 'data');
	await keyboard.whenIdle();
	terminal.destroy();
	connection.destroy();
	expect(names).toEqual(['down']);
});

const disposable = <It extends {close(): unknown}>(it: It) => ({it, [Symbol.dispose]: () => void it.close()});

/** Bytes as terminals send them, also split, unfinished or invalid. */
const stream = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'\u001B',
				'\u001B[',
				'\u001BO',
				'\u001B[B',
				'\u001B[200~',
				'\u001B[201~',
				'\u001B[M',
				'\u001B[<',
				'\u001B[<0;12;34M',
				'\u001B[<65;80',
				'\u001B[24~',
				'\u001B]11;rgb:ffff/ffff/ffff\u0007',
				'\u001B]11;rgb:0',
				'\u001B]0;',
			),
			fc.constantFrom('+', 'd', 'y', '\r', 'й', '😀', '\u0003', '~', '\\', '[', ...unknown),
			fc.uint8Array({maxLength: 4}),
		),
		{maxLength: 12},
	)
	.map(parts => Buffer.concat(parts.map(part => Buffer.from(part as string))));

/** The names without the marks of bursts. */
const withoutBursts = (names: readonly string[]) => names.map(name => name.replace(/(?<=.)&$/, ''));

test('any bytes are the same keys, wherever they are split', () => {
	fc.assert(
		fc.property(stream, fc.array(fc.nat(60)), (bytes, places) => {
			const cuts = [
				0,
				...places.filter(place => place < bytes.length).toSorted((a, b) => a - b),
				bytes.length,
			];
			const pieces = cuts.slice(1).map((cut, index) => bytes.subarray(cuts[index], cut));
			expect(withoutBursts(eventsOf(...pieces))).toEqual(withoutBursts(eventsOf(bytes)));
		}),
		{numRuns: scaledRuns(3000)},
	);
});

test('nothing inside a paste is reported as a key', () => {
	fc.assert(
		fc.property(stream, bytes => {
			fc.pre(!bytes.includes('\u001B[201~'));
			const whole = Buffer.concat([Buffer.from('\u001B[200~'), bytes, Buffer.from('\u001B[201~')]);
			const content = bytes.toString().replaceAll('\uFFFD', '');
			expect(eventsOf(whole)).toEqual([`“${content}”`]);
		}),
		{numRuns: scaledRuns(2000)},
	);
});

test('for any input, every key has a known name or is one character with its text, and the keyboard becomes idle', async () => {
	await fc.assert(
		fc.asyncProperty(stream, async bytes => {
			const events: InputEvent[] = [];
			const keyboard = createKeyboard({onInput: event => events.push(event), escapeDelayMs: 0});
			keyboard.feed(bytes);
			keyboard.discard();
			await keyboard.whenIdle();
			for (const event of events) {
				if (event.is !== 'key') continue;
				const {name, text} = event.key;
				if (text === '') expect(name).toMatch(/^(?:[a-z-]{2,}|alt-[1-9]|f\d+)$/);
				else {
					expect([...text]).toHaveLength(1);
					expect(text).not.toMatch(/[\p{Cc}\uFFFD]/u);
					expect(name).toBe(text === ' ' ? 'space' : text);
				}
			}
		}),
		{numRuns: scaledRuns(2000)},
	);
});

test('ESC with a digit from 1 to 9 in one read is alt with the digit, other keys behind an ESC are keys of their own', () => {
	expect(eventsOf('\u001B1\u001B9')).toEqual(['alt-1', 'alt-9']);
	expect(eventsOf('\u001B0')).toEqual(['escape', '0&']);
	expect(eventsOf('\u001Bd')).toEqual(['escape', 'd&']);
	// The digit may have been typed by itself.
	expect(eventsOf('\u001B3y')).toEqual(['alt-3', 'y&']);
});
