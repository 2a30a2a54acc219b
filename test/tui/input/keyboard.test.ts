import {once} from 'node:events';
import {connect, createServer, type AddressInfo} from 'node:net';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {InputEvent} from '../../../source/tui/input/key.ts';
import {createKeyboard} from '../../../source/tui/input/keyboard.ts';
import {scaledRuns} from '../../support/thoroughness.ts';

/** A keyboard, and what it told: keys by their name, with `&` behind those that came together with other text; pastes in quotation marks. */
function open(options: {readonly escapeDelayMs?: number; readonly on?: (told: string) => void} = {}) {
	const told: string[] = [];
	const keyboard = createKeyboard({
		...(options.escapeDelayMs === undefined ? {} : {escapeDelayMs: options.escapeDelayMs}),
		onInput: heard => {
			told.push(nameOf(heard));
			options.on?.(told.at(-1)!);
		},
	});
	const take = (...chunks: ReadonlyArray<string | Uint8Array>) => {
		for (const chunk of chunks) keyboard.feed(Buffer.from(chunk as string));
	};
	return {keyboard, told, take};
}

const nameOf = (heard: InputEvent) =>
	heard.is === 'paste' ? `“${heard.text}”` : heard.key.name + (heard.key.inBurst ? '&' : '');

/** What is told of these reads, without any time between them. */
function toldOf(...chunks: ReadonlyArray<string | Uint8Array>): readonly string[] {
	const {keyboard, told, take} = open();
	take(...chunks);
	keyboard.close();
	return told;
}

test.each([
	['three arrows and Enter', '\u001B[B\u001B[B\u001B[B\r', ['down', 'down', 'down', 'enter']],
	['two pluses and a d', '++d', ['+&', '+&', 'd&']],
	['dy and Enter', 'dy\r', ['d&', 'y&', 'enter']],
	['F5', '\u001B[15~', []],
	['a paste with Enter in it', '\u001B[200~d\ry\r\u001B[201~', ['“d\ry\r”']],
	['a pasted phone number without marks', '+38', ['+&', '3&', '8&']],
	['a plus beside arrows', '\u001B[B+\u001B[B', ['down', '+', 'down']],
	['a plus and Enter', '+\r', ['+', 'enter']],
	['a plus beside a paste', '+\u001B[200~1\u001B[201~', ['+&', '“1”']],
	['words', 'і у', ['і&', 'space&', 'у&']],
])('%s in one read', (_, bytes, told) => {
	expect(toldOf(bytes)).toEqual(told);
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
])('%s, as terminals send it', (name, sequences) => {
	for (const sequence of sequences) {
		expect(toldOf(`\u001B${sequence}`)).toEqual([name]);
		expect(toldOf(`\u001B${sequence}x`)).toEqual([name, 'x']);
	}
});

test('the one-byte form of ESC [ begins a sequence, raw and as UTF-8', () => {
	expect(toldOf(Buffer.from([0x9b, 0x42]))).toEqual(['down']);
	expect(toldOf('\u009BB\u008FA')).toEqual(['down', 'up']);
});

const unknown = [
	...['[11~', '[15~', '[24~', 'OP', 'OS', '[[A', '[[E', '[P', '[1;2P', '[2~', '[E', 'O2P'],
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
	...['[M !!', '[M#é!', '[M !é', '[M !Û', '[1[', '[<0;12;34M', '[<0;12;34m', '[32;12;34M', '[I', '[O'],
	...['[?1;2c', '[>41;354;0c', '[0n', '[12;80R', '[?2026;2$y', '[4;1$y', '[8;24;80t', '[?0u'],
	...[']11;rgb:ffff/ffff/ffff\u0007', ']11;rgb:0000/0000/0000\u001B\\', ']52;c;ZA==\u001B\\', ']l d\u001B\\'],
	...['P>|xterm(380)\u001B\\', 'P1$r0m\u001B\\', '_Gi=1;OK\u001B\\', '^x\u001B\\', 'Xx\u001B\\'],
].map(sequence => `\u001B${sequence}`);

test('F-keys, the mouse, focus and what a terminal answers are swallowed whole, wherever they are cut', () => {
	for (const sequence of unknown) {
		expect(toldOf(`${sequence}x`), JSON.stringify(sequence)).toEqual(['x']);
		const bytes = Buffer.from(sequence);
		for (let cut = 1; cut < bytes.length; cut++)
			expect(toldOf(bytes.subarray(0, cut), bytes.subarray(cut)), JSON.stringify(sequence)).toEqual([]);
	}
});

test('control keys have their names, and those without a meaning are swallowed', () => {
	expect(toldOf('\r\n\t\u007F\b\u0003\u000C\u0015\u0017\u001A ')).toEqual(
		['enter', 'enter', 'tab', 'backspace', 'backspace'].concat([
			'ctrl-c',
			'ctrl-l',
			'ctrl-u',
			'ctrl-w',
			'ctrl-z',
			'space',
		]),
	);
	expect(toldOf('\u0000\u0001\u0002\u0004\u0005\u0006\u0007\u000B\u000E\u0013\u001C\u001F\u0085')).toEqual(
		[],
	);
});

test('a key types its character into a field, and what is no character types nothing', () => {
	const heard: InputEvent[] = [];
	createKeyboard({onInput: one => heard.push(one)}).feed(Buffer.from('й \r'));
	expect(heard.map(one => (one.is === 'key' ? one.key.text : ''))).toEqual(['й', ' ', '']);
});

test('a character of several bytes is one key, however they arrive, and a combining mark comes after its letter', () => {
	expect(toldOf(Buffer.from([0xd0]), Buffer.from([0xb9]))).toEqual(['й']);
	expect(toldOf(...[...Buffer.from('😀')].map(byte => Buffer.from([byte])))).toEqual(['😀']);
	expect(toldOf('e\u0301')).toEqual(['e&', '\u0301&']);
});

test('what is no UTF-8 is dropped, and the character behind it is not', () => {
	for (const bytes of [
		[0xff],
		[0xc0, 0xaf],
		[0xed, 0xa0, 0x80],
		[0xf4, 0x90, 0x80, 0x80],
		[0xd0],
		[0xe2, 0x82],
	])
		expect(toldOf(Buffer.from([...bytes, 0x78]))).toEqual(['x']);
});

test('a plus in one read with half a letter comes together with it', () => {
	expect(toldOf(Buffer.from([0x2b, 0xd0]), Buffer.from([0xb9, 0x2b]))).toEqual(['+&', 'й&', '+&']);
});

test('a lone ESC is Escape after the delay, and the keyboard is busy till then', async () => {
	const {keyboard, told, take} = open();
	take('\u001B');
	expect(told).toEqual([]);
	expect(keyboard.isBusy).toBe(true);
	await keyboard.whenIdle();
	expect(told).toEqual(['escape']);
	expect(keyboard.isBusy).toBe(false);
	await keyboard.whenIdle();
});

test('an arrow that is cut anywhere is an arrow', () => {
	expect(toldOf('\u001B', '[B')).toEqual(['down']);
	expect(toldOf('\u001B[', 'B')).toEqual(['down']);
	expect(toldOf('\u001B[1', ';', '2B')).toEqual(['shift-down']);
});

test('the tail of an arrow that comes after Escape was heard is no text', async () => {
	for (const tail of ['[B', 'OB', '[3~', '[1;2A', '[200~dy\r\u001B[201~']) {
		const {keyboard, told, take} = open({escapeDelayMs: 1});
		take('\u001B');
		await keyboard.whenIdle();
		take(...tail, 'j');
		expect(told).toEqual(['escape', 'j']);
	}
});

test('a sequence that never ends is heard as Escape, and neither its tail nor its beginning is text', async () => {
	const {keyboard, told, take} = open();
	take('\u001B[1;');
	await keyboard.whenIdle();
	expect(told).toEqual(['escape']);
	take('2', 'Bj');
	expect(told).toEqual(['escape', 'j']);
});

test('Escape and a key in one read are both heard, the key together', () => {
	expect(toldOf('\u001Bjy')).toEqual(['escape', 'j&', 'y&']);
	expect(toldOf('\u001B+')).toEqual(['escape', '+&']);
	expect(toldOf('\u001Bй')).toEqual(['escape', 'й&']);
	expect(toldOf('\u001B', '+')).toEqual(['escape', '+&']);
	expect(toldOf('\u001B\r')).toEqual(['escape', 'enter']);
	expect(toldOf('\u001B\u0003')).toEqual(['escape', 'ctrl-c']);
	expect(toldOf('\u001B\u001B[B')).toEqual(['escape', 'down']);
});

test('Ctrl-C is heard in the midst of what never ends, and Escape before it', () => {
	for (const begun of ['\u001B', '\u001B[1;', '\u001BO', '\u001BP1$r', '\u001B]0;d'])
		expect(toldOf(`${begun}\u0003`)).toEqual(['escape', 'ctrl-c']);
	expect(toldOf(Buffer.from([0xd0, 0x03]))).toEqual(['ctrl-c']);
});

test('a paste is heard whole, as it came, without what is no UTF-8', () => {
	const paste = (content: string) => `\u001B[200~${content}\u001B[201~`;
	expect(toldOf(...paste('Іван\rd\u001B[B\u0003 +1'))).toEqual(['“Іван\rd\u001B[B\u0003 +1”']);
	expect(toldOf(paste(''))).toEqual(['“”']);
	expect(toldOf(paste('\u001B\u001B[201\u001B[20'))).toEqual(['“\u001B\u001B[201\u001B[20”']);
	expect(toldOf(Buffer.from('\u001B[200~a\u00FFb\u001B[201~', 'latin1'))).toEqual(['“ab”']);
});

test('a paste of more than a mebibyte is cut there, and none of it becomes keys', () => {
	const told = toldOf('\u001B[200~', 'я'.repeat(400_000), 'x'.repeat(400_000), 'y\r', '\u001B[201~', 'j');
	expect(told.map(({length}) => length)).toEqual(['“”'.length + 400_000 + 2 ** 20 - 800_000, 1]);
	expect(told[0]!.slice(399_999, 400_003)).toBe('яяxx');
});

test('a prompt that discards while it opens hears nothing of the read that opened it', () => {
	const {keyboard, told, take} = open({on: name => name.startsWith('d') && keyboard.discard()});
	take('jdy\r\u001B[B');
	expect(told).toEqual(['j&', 'd&']);
	expect(keyboard.isBusy).toBe(false);
	take('y');
	expect(told).toEqual(['j&', 'd&', 'y']);
});

test('what a discard cuts in two is swallowed to its end', () => {
	const known = ['\u001B[B', '\u001BOB', '\u001B[1;2A', '\u001B[200~y\r\u001B[201~', 'й', '😀'];
	for (const sequence of [...known, ...unknown]) {
		const bytes = Buffer.from(sequence);
		for (let cut = 1; cut < bytes.length; cut++) {
			// Of a lone ESC only the tails of keys are known: terminals do not answer unasked.
			if (cut === 1 && bytes[0] === 0x1b && !'[O'.includes(sequence[1]!)) continue;
			const {keyboard, told, take} = open({on: name => name.startsWith('d') && keyboard.discard()});
			take(Buffer.concat([Buffer.from('\td'), bytes.subarray(0, cut)]), bytes.subarray(cut), '\t');
			expect(names(told), JSON.stringify([sequence, cut])).toEqual(['tab', 'd', 'tab']);
		}
	}
});

test('a discard between reads drops what is held', async () => {
	const {keyboard, told, take} = open();
	take('\u001B');
	keyboard.discard();
	expect(keyboard.isBusy).toBe(false);
	await keyboard.whenIdle();
	take('[Bj');
	expect(told).toEqual(['j']);
});

test('who waits for the keyboard is told when a discard, the rest of a sequence or the end settles it', async () => {
	for (const settle of [
		({keyboard}) => keyboard.discard(),
		({take}) => take('[B'),
		({keyboard}) => keyboard.close(),
	] satisfies Array<(opened: ReturnType<typeof open>) => void>) {
		const opened = open({escapeDelayMs: 60_000});
		opened.take('\u001B');
		const settled = opened.keyboard.whenIdle();
		settle(opened);
		await settled;
		expect(opened.keyboard.isBusy).toBe(false);
		opened.keyboard.close();
	}
});

test('a closed keyboard hears nothing', () => {
	const {keyboard, told, take} = open({on: () => keyboard.close()});
	take('ab', 'c');
	expect(told).toEqual(['a&']);
});

test('when hearing fails, the rest of that read is dropped and the next is heard', () => {
	const {told, take} = open({
		on: name => {
			if (name === 'a&') throw new Error('heard a');
		},
	});
	expect(() => take('ab')).toThrow('heard a');
	take('c');
	expect(told).toEqual(['a&', 'c']);
});

test('the rest of an arrow that lies unread while a frame takes long is read before Escape is heard', async () => {
	const {keyboard, told} = open({escapeDelayMs: 20});
	using server = disposable(createServer());
	await once(server.it.listen(0, '127.0.0.1'), 'listening');
	const terminal = connect((server.it.address() as AddressInfo).port, '127.0.0.1').setNoDelay();
	const [line] = (await once(server.it, 'connection')) as [typeof terminal];
	line.on('data', chunk => {
		keyboard.feed(chunk);
		if (!keyboard.isBusy) return;
		terminal.write('[B');
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
	});
	terminal.write('\u001B');
	await once(line, 'data');
	await keyboard.whenIdle();
	terminal.destroy();
	line.destroy();
	expect(told).toEqual(['down']);
});

const disposable = <It extends {close(): unknown}>(it: It) => ({it, [Symbol.dispose]: () => void it.close()});

/** Bytes as terminals, slow lines and vandals send them. */
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
				'\u001B]0;',
			),
			fc.constantFrom('+', 'd', 'y', '\r', 'й', '😀', '\u0003', '~', '\\', '[', ...unknown),
			fc.uint8Array({maxLength: 4}),
		),
		{maxLength: 12},
	)
	.map(parts => Buffer.concat(parts.map(part => Buffer.from(part as string))));

const names = (told: readonly string[]) => told.map(name => name.replace(/(?<=.)&$/, ''));

test('any bytes, cut at any places, are the same keys', () => {
	fc.assert(
		fc.property(stream, fc.array(fc.nat(60)), (bytes, places) => {
			const cuts = [
				0,
				...places.filter(place => place < bytes.length).toSorted((a, b) => a - b),
				bytes.length,
			];
			const pieces = cuts.slice(1).map((cut, index) => bytes.subarray(cuts[index], cut));
			expect(names(toldOf(...pieces))).toEqual(names(toldOf(bytes)));
		}),
		{numRuns: scaledRuns(3000)},
	);
});

test('nothing inside a paste is heard as a key', () => {
	fc.assert(
		fc.property(stream, bytes => {
			fc.pre(!bytes.includes('\u001B[201~'));
			const whole = Buffer.concat([Buffer.from('\u001B[200~'), bytes, Buffer.from('\u001B[201~')]);
			const content = bytes.toString().replaceAll('\uFFFD', '');
			expect(toldOf(whole)).toEqual([`“${content}”`]);
		}),
		{numRuns: scaledRuns(2000)},
	);
});

test('whatever comes, every key is a known name or one character that it types, and the keyboard settles', async () => {
	await fc.assert(
		fc.asyncProperty(stream, async bytes => {
			const heard: InputEvent[] = [];
			const keyboard = createKeyboard({onInput: one => heard.push(one), escapeDelayMs: 0});
			keyboard.feed(bytes);
			keyboard.discard();
			await keyboard.whenIdle();
			for (const one of heard) {
				if (one.is === 'paste') continue;
				const {name, text} = one.key;
				if (text === '') expect(name).toMatch(/^[a-z-]{2,}$/);
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
