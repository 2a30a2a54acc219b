/** How many bytes the UTF-8 character takes that this byte begins; 0 if none begins with it. */
export function utf8Length(byte: number): number {
	if (byte < 0x80) return 1;
	if (byte < 0xc2 || byte > 0xf4) return 0;
	if (byte < 0xe0) return 2;
	return byte < 0xf0 ? 3 : 4;
}

/** The bytes as text, without what is no UTF-8. */
export const decodeUtf8 = (bytes: readonly number[]): string =>
	Buffer.from(bytes).toString().replaceAll('\uFFFD', '');
