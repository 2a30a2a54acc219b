/** Characters from one code point to another. */
const range = (from: number, to: number): string =>
	Array.from({length: to - from + 1}, (_, index) => String.fromCodePoint(from + index)).join('');

/**
Hostile names of a subscriber, a channel or a plan; each fits every column that it may be written to, unless its key
says otherwise.
*/
export const hostileTexts = {
	controls: range(1, 8) + range(0x0b, 0x1a) + range(0x1c, 0x1f) + '\u007F',
	c1: range(0x80, 0x9f),
	colours: 'a\u001B[2J\u001B[H\u001B[31mred',
	'one-byte colours': 'a\u009B31mred',
	clipboard: '\u001B]52;c;c3VkbyBybQ==\u0007',
	'one-byte clipboard': '\u009D52;c;c3VkbyBybQ==\u009C',
	title: '\u001B]0;owned\u0007\u001B]2;owned\u001B\\',
	link: '\u001B]8;;http://evil.example\u001B\\x\u001B]8;;\u001B\\',
	'device control': '\u001BP$q"p\u001B\\\u001BPtmux;\u001B\u001B]52;c;eA==\u0007\u001B\\',
	'whole reset': '\u001Bc\u001B#8\u000E',
	report: '\u001B[6n\u001B[c\u001B[21t\u0005',
	'bidi override': '\u202Egnp.exe\u202C',
	'bidi isolate': '\u2066\u2067abc\u2069\u2069',
	'bidi mark': '\u200Fabc\u061C',
	'zero width': 'zero\u200Bwidth\u2060\uFEFF\u00AD',
	tags: 'tag\u{E0041}\u{E007F}',
	combining: `e${'\u0301'.repeat(20)}`,
	'orphan mark': '\u0301\u0301orphan',
	zalgo: 'Z\u0338\u0321\u031Ba\u0336l\u0334g\u0337o\u0335',
	family: '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}x',
	flag: '\u{1F1FA}\u{1F1E6} flag',
	tone: '\u{1F44D}\u{1F3FD} tone',
	'variation and keycap': '\u2764\uFE0F 1\uFE0F\u20E3',
	wide: '\u6F22\u5B57\u304B\u306A',
	filler: '\u3164\u115F\uFFA0x\u2800',
	separators: 'a\u2028b\u2029c\u0085d',
	lines: 'one\ntwo\r\nthree\rfour\tfive',
	'forged success': 'x\n= user00001: added',
	'formula =': "=cmd|' /C calc'!A0",
	'formula +': '+A1+cmd',
	'formula -': '-A1+cmd',
	'formula @': '@SUM(A1:A9)',
	'formula behind a tab': '\t=1+1',
	'formula behind a return': '\r=1+1',
	'wide formula': '\uFF1DA1',
	quote: "'; drop table users; --",
	'backslash quote': String.raw`\'; drop table users; --`,
	placeholders: '? ?? $1 :x %s {0} ${x}',
	'double quote': '"; drop table users; --',
	parents: '../../../etc/passwd',
	'escaped parents': '..%2f..%2fetc',
	'escaped nul': 'a%00b',
	shell: '$(touch /tmp/x)`id`|sh;&',
	flags: '--yes',
	'all of them': '%',
	now: 'NOW()',
	curdate: ' CurDate() ',
	timestamp: 'x UNIX_TIMESTAMP(1)',
	proto: '__proto__',
	constructor: 'constructor',
	'to string': 'toString',
	'nul, which no PostgreSQL text holds': 'nul\u0000nul',
	'half a pair, which is no Unicode': 'half\uD83D',
	'the other half': '\uDE00half',
	'a name too long for its column': 'x'.repeat(255),
} as const satisfies Readonly<Record<string, string>>;

export type HostileText = keyof typeof hostileTexts;

/** The keys of all texts, in order: an index in this list is the index of a row. */
export const hostileTextNames = Object.keys(hostileTexts) as readonly HostileText[];

/** Whether PostgreSQL can store the text, with two characters before it, in columns of 64 and 80 characters. */
export const isStorable = (text: string): boolean =>
	text.length <= 60 && text.isWellFormed() && !text.includes('\0');
