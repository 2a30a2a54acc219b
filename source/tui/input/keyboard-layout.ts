/**
The command that a key means when the keyboard is set to Russian or Ukrainian: the character at the same place of a Latin (US) keyboard. All other names
come back as they are.

For commands only. In a field `й` is the letter; and at a question nothing may be translated: the Y key types `н`, which begins “нет”, and
the N key `т`, which begins “так”.

`.` becomes `/` and `,` becomes `?`: those two stand on the key of `/` and `?` there. Which layout is set cannot be seen from them, so they mean this on a
Latin keyboard, too, and no command may be bound to either. For the same reason `"`, `;`, `№` and the other characters over the digits stay what they are.
*/
export const toLatinKey = (name: string): string => latinKeys.get(name) ?? name;

/** Each row of keys as Cyrillic layouts type it, over what a US keyboard types there. */
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
	keyRows.flatMap(([typed, meant]) =>
		[...typed].map((character, place) => [character, meant[place]!] as const),
	),
);
