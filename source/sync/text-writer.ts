/** Builds texts from character codes. */
export type TextWriter = {
	put(code: number): void;
	/** Returns what was put since the last `take`. */
	take(): string;
};

/**
Creates a writer of flat strings, one byte a character as long as every code is below 256.

Concatenating character by character would leave a chain of fragments behind each of a hundred thousand texts, and two
bytes a character wherever a name is Cyrillic.
*/
export function createTextWriter(): TextWriter {
	const bytes = Buffer.allocUnsafe(4096);
	let filled = 0;
	let before = '';
	const flush = (): void => {
		before += bytes.toString('latin1', 0, filled);
		filled = 0;
	};
	return {
		put(code) {
			if (code < 256 && filled < bytes.length) {
				bytes[filled++] = code;
				return;
			}

			flush();
			before += String.fromCharCode(code);
		},
		take() {
			flush();
			const text = before;
			before = '';
			return text;
		},
	};
}
