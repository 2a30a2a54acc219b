/** C0, C1, bidi controls, zero-width characters, line separators, variation tags: nothing that moves, hides or reorders what stands beside it. */
const unsafeCharacters =
	/[\p{Cc}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\p{Co}\p{Cs}]|[\u{E0000}-\u{E007F}]/gu;

/**
Text from a portal or a database as it may be written to a terminal: every character that could steer the terminal stands as a visible
picture of itself. Escape sequences lose their escape; newlines and tabs become a picture, too, so that one record stays one line.
*/
export function sanitize(text: string): string {
	return safeText.test(text) ? text : text.replaceAll(unsafeCharacters, visibleSubstitute);
}

/** The same for a text of several lines, which stay lines. */
export const sanitizeLines = (text: string): string => text.split('\n').map(sanitize).join('\n');

/** The quick way for what nearly all text is. */
const safeText = /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u061B\u2010-\u2027]*$/;

function visibleSubstitute(character: string): string {
	const code = character.codePointAt(0)!;
	if (code < 0x20) return String.fromCodePoint(0x24_00 + code);
	return code === 0x7f ? '␡' : '�';
}

/** JSON whose text cannot steer a terminal either: such characters are written as `\u` escapes, which parse to the same text. */
export const sanitizeJson = (value: unknown, space?: number): string =>
	JSON.stringify(value, null, space).replaceAll(unsafeInJson, character =>
		[...Array(character.length).keys()]
			.map(at => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
			.join(''),
	);

/** JSON.stringify has escaped C0; its own line breaks must stay. */
const unsafeInJson =
	/[\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;
