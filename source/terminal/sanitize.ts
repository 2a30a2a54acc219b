/**
C0, C1, bidi controls, zero-width characters, line separators, tag characters: all characters that can move, hide or reorder other text.
*/
const unsafeCharacters =
	/[\p{Cc}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\p{Co}\p{Cs}]|[\u{E0000}-\u{E007F}]/gu;

/**
Makes text from a portal or a database safe for a terminal: every character that could control the terminal is replaced with a visible
symbol. This disables escape sequences. Newlines and tabs are replaced too, so that one record stays on one line.
*/
export function sanitize(text: string): string {
	return safeText.test(text) ? text : text.replaceAll(unsafeCharacters, visibleSubstitute);
}

/** Like `sanitize`, but keeps line breaks. */
export const sanitizeLines = (text: string): string => text.split('\n').map(sanitize).join('\n');

/** Text without unsafe characters. Nearly all text matches, and this test is faster than replacing. */
const safeText = /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u061B\u2010-\u2027]*$/;

function visibleSubstitute(character: string): string {
	const code = character.codePointAt(0)!;
	if (code < 0x20) return String.fromCodePoint(0x24_00 + code);
	return code === 0x7f ? '␡' : '�';
}

/** JSON that is safe for a terminal: unsafe characters are written as `\u` escapes, which parse to the same text. */
export const sanitizeJson = (value: unknown, space?: number): string =>
	JSON.stringify(value, null, space).replaceAll(unsafeInJson, character =>
		[...Array(character.length).keys()]
			.map(at => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
			.join(''),
	);

/** Unsafe characters except C0, which JSON.stringify escapes already; line breaks of the JSON layout stay. */
const unsafeInJson =
	/[\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;
