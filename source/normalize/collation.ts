/**
The key by which the portal's database compares a text: two texts are equal there exactly when their keys are.

Stalker's columns are `utf8_general_ci` of MySQL and MariaDB: case and accents do not count, nor do spaces at the end (other white space
does). `ё` equals `е` and `ї` equals `і`, but `й` is not `и` and `ґ` is not `г`; `ß` equals `s`. Characters are weighed one at a time, so a
letter and a combining accent behind it are two. What does not fit into three bytes of UTF-8 is `????` before the database sees it.

Source: `weight_string()` of MariaDB 10.11 for every character of U+0020–U+FFFF.
*/
export function compareKey(text: string): string {
	if (isAscii(text)) return (text.endsWith(' ') ? text.replace(trailingSpaces, '') : text).toUpperCase();
	let form = '';
	for (let index = 0; index < text.length; index++) form += weightOf(text.charCodeAt(index));
	return form.replace(trailingSpaces, '');
}

// oxlint-disable-next-line no-control-regex -- the whole of ASCII is meant
const ascii = /^[\u0000-\u007F]*$/;

/** Whether a text is ASCII only. */
export const isAscii = (text: string): boolean => ascii.test(text);
const trailingSpaces = / +$/;

function weightOf(code: number): string {
	if (code < firstLetterCode) return String.fromCharCode(code).toUpperCase();
	if (code < firstLetterCode + letterWeights.length) return letterWeights[code - firstLetterCode]!;
	if (code >= firstAccentedCode && code < firstAccentedCode + accentedWeights.length)
		return accentedWeights[code - firstAccentedCode]!;
	if (code >= 0xd8_00 && code <= 0xdf_ff) return '??';
	const shift = capitalOffsets.find(([first, last]) => code >= first && code <= last)?.[2] ?? 0;
	return String.fromCharCode(code - shift);
}

/**
Ranges of small letters outside the tables: first and last code, and how much lower the codes of their capitals are. Armenian, Ⅰ, Ⓐ, Ａ.
*/
const capitalOffsets = [
	[0x5_61, 0x5_86, 0x30],
	[0x21_70, 0x21_7f, 0x10],
	[0x24_d0, 0x24_e9, 0x1a],
	[0xff_41, 0xff_5a, 0x20],
] as const;

/** Characters that the database leaves as they are, where today's Unicode has a capital or a plain letter for them. */
const unchanged = new Set(
	'ŉƀƚƛƞȼȿɀɂɇɉɋɍɏɐɑɒɜɡɤɥɦɪɫɬɱɽʂʇʉʌʝʞ' +
		'ͱͳ\u0374ͷͻͼͽ\u037E\u0385\u0387ϗϙϳϵϸϻ' +
		'\u0419ҋӆӊӎӏӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯ' +
		'ẚỻỽỿ\u1FBB\u1FC1\u1FC9\u1FCB\u1FCD\u1FCE\u1FCF\u1FD3\u1FDB\u1FDD\u1FDE\u1FDF' +
		'\u1FE3\u1FEB\u1FED\u1FEE\u1FEF\u1FF9\u1FFB\u1FFD',
);

/** Characters that it compares as another one than their plain capital. */
const mappedElsewhere: ReadonlyMap<string, string> = new Map([
	['ß', 'S'],
	['ϲ', 'Σ'],
	['\u0439', '\u0419'],
	['\u1F71', '\u1FBB'],
	['\u1F73', '\u1FC9'],
	['\u1F75', '\u1FCB'],
	['\u1F77', '\u1FDB'],
	['\u1F79', '\u1FF9'],
	['\u1F7B', '\u1FEB'],
	['\u1F7D', '\u1FFB'],
]);

const firstLetterCode = 0x80;
/** Latin, Greek, Cyrillic: U+0080–U+052F. */
const letterWeights = buildWeights(firstLetterCode, 0x5_2f);
const firstAccentedCode = 0x1e_00;
/** Latin and Greek with accents: U+1E00–U+1FFF. */
const accentedWeights = buildWeights(firstAccentedCode, 0x1f_ff);

/** Computes the weights of a range once: decomposing each character of 100 000 names would take noticeable time. */
function buildWeights(first: number, last: number): readonly string[] {
	return Array.from({length: last - first + 1}, (_, index) => {
		const character = String.fromCharCode(first + index);
		if (unchanged.has(character)) return character;
		const plain = character.normalize('NFD').replaceAll(/\p{Mn}/gu, '') || character;
		return mappedElsewhere.get(character) ?? plain.toUpperCase();
	});
}
