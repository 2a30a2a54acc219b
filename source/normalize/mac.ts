/**
The MAC in the only notation by which the portal finds it: `00:1A:79:AA:BB:CC`; `null` when the text is no MAC.

Accepted are pairs with colons, pairs or fours with dashes or dots, and twelve digits alone, in either case. Account paths need the colons,
and dashes never match (so a Stalker 4.9.35 answers).
*/
export function normalizeMac(text: string): string | null {
	if (canonicalNotation.test(text)) return text;
	const trimmed = text.trim();
	if (!notations.test(trimmed)) return null;
	return trimmed
		.toUpperCase()
		.replaceAll(/[^0-9A-F]/g, '')
		.match(/../g)!
		.join(':');
}

/** Nearly all MACs have this notation already: testing it first is faster on lists of 100 000. */
const canonicalNotation = /^[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}$/;

const notations =
	/^(?:[\da-f]{2}([:.-])(?:[\da-f]{2}\1){4}[\da-f]{2}|[\da-f]{4}([.:-])[\da-f]{4}\2[\da-f]{4}|[\da-f]{12})$/i;

/** Whether the MAC, in any notation, belongs to a box by Infomir (prefix 00:1A:79). Other boxes are billed in the same way. */
export const isInfomirMac = (mac: string): boolean =>
	infomirMac.test(mac) || (normalizeMac(mac)?.startsWith('00:1A:79:') ?? false);

/** Nearly all boxes have such a MAC, in the portal's notation. */
const infomirMac = /^00:1A:79:[\dA-F]{2}:[\dA-F]{2}:[\dA-F]{2}$/;
