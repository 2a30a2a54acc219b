/** Number of bytes of the UTF-8 character that begins with this byte; 0 if no character begins with it. */
export function utf8Length(byte: number): number {
	if (byte < 0x80) return 1;
	if (byte < 0xc2 || byte > 0xf4) return 0;
	if (byte < 0xe0) return 2;
	return byte < 0xf0 ? 3 : 4;
}

/** Decodes UTF-8; invalid bytes are left out. */
export const decodeUtf8 = (bytes: readonly number[]): string =>
	Buffer.from(bytes).toString().replaceAll('\uFFFD', '');
