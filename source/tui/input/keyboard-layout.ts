/**
Translates the name of a key from a Russian or Ukrainian layout to the character at the same place of a US keyboard. Other names are returned unchanged.

For commands only. In a field `й` is a letter, and in a confirmation nothing may be translated: the Y key types `н`, which begins “нет” (no), and the N key `т`,
which begins “так” (yes).

`.` becomes `/` and `,` becomes `?`, because Cyrillic layouts have them on these keys. The layout cannot be detected, so this applies to US keyboards, too, and
no command may be bound to `.` or `,`. For the same reason `"`, `;`, `№` and the other characters above the digits are not translated.
*/
export const toLatinKey = (name: string): string => latinKeys.get(name) ?? name;

/** Each row of keys on Cyrillic layouts, and the same keys on a US layout. */
const keyRows = [
	['йцукенгшщзхъ', 'qwertyuiop[]'],
	['ЙЦУКЕНГШЩЗХЪ', 'QWERTYUIOP{}'],
	['фывапролджэ', "asdfghjkl;'"],
	['ФЫВАПРОЛДЖЭ', 'ASDFGHJKL:"'],
	['ячсмитьбю.', 'zxcvbnm,./'],
	['ЯЧСМИТЬБЮ,', 'ZXCVBNM<>?'],
	['ёіїєґ', "`s]'\\"],
	['ЁІЇЄҐ', '~S}"|'],
] as const;

const latinKeys: ReadonlyMap<string, string> = new Map(
	keyRows.flatMap(([cyrillic, latin]) =>
		[...cyrillic].map((character, index) => [character, latin[index]!] as const),
	),
);
