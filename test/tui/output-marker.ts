import {closeSync, constants, openSync, writeSync} from 'node:fs';

const start = Buffer.from('\u001B]7777;marker ');
const end = 0x07;

/** A mark that is sent through a terminal behind what a program wrote: when it has come out, so has everything before it. */
export const createMarker = (number: number): Buffer =>
	Buffer.concat([start, Buffer.from(`${number}\u0007`)]);

/** Parts what a terminal brings, however it is cut, into what the program wrote and the markers between it, in order. */
export function splitAtMarkers({
	wrote,
	passed,
}: {
	readonly wrote: (bytes: Uint8Array) => void;
	readonly passed: (number: number) => void;
}): {
	/** A piece that may be the start of a marker is kept back until it is known. */
	take(chunk: Uint8Array): void;
	/** Nothing more comes: what was kept back was the program's. */
	end(): void;
} {
	let pending = Buffer.alloc(0);
	const forward = (bytes: Buffer) => {
		if (bytes.length > 0) wrote(bytes);
	};

	return {
		take(chunk) {
			pending = Buffer.concat([pending, chunk]);
			for (let from = pending.indexOf(start); from !== -1; from = pending.indexOf(start)) {
				forward(pending.subarray(0, from));
				pending = pending.subarray(from);
				const to = pending.indexOf(end);
				if (to === -1) return;
				passed(Number(pending.toString('latin1', start.length, to)));
				pending = pending.subarray(to + 1);
			}

			const cut = pending.length - partialMarkerLength(pending);
			forward(pending.subarray(0, cut));
			pending = pending.subarray(cut);
		},
		end() {
			forward(pending);
			pending = Buffer.alloc(0);
		},
	};
}

/** How many bytes at the end may be the start of a marker. */
function partialMarkerLength(bytes: Buffer): number {
	for (let length = Math.min(start.length - 1, bytes.length); length > 0; length--)
		if (bytes.subarray(bytes.length - length).equals(start.subarray(0, length))) return length;
	return 0;
}

/** To a terminal from its program's side: what the program wrote before comes out before. */
export function writeToTerminal(terminal: string, bytes: Uint8Array): void {
	const handle = openSync(terminal, constants.O_WRONLY | constants.O_NOCTTY);
	try {
		writeSync(handle, bytes);
	} finally {
		closeSync(handle);
	}
}
