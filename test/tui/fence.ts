import {closeSync, constants, openSync, writeSync} from 'node:fs';

const start = Buffer.from('\u001B]7777;fence ');
const end = 0x07;

/** A mark that is sent through a terminal behind what a program wrote: when it has come out, so has everything before it. */
export const fenceOf = (number: number): Buffer => Buffer.concat([start, Buffer.from(`${number}\u0007`)]);

/** Parts what a terminal brings, however it is cut, into what the program wrote and the fences between it, in order. */
export function partFences({
	wrote,
	passed,
}: {
	readonly wrote: (bytes: Uint8Array) => void;
	readonly passed: (number: number) => void;
}): {
	/** A piece that may be the start of a fence is kept back until it is known. */
	take(chunk: Uint8Array): void;
	/** Nothing more comes: what was kept back was the program's. */
	end(): void;
} {
	let held = Buffer.alloc(0);
	const tell = (bytes: Buffer) => {
		if (bytes.length > 0) wrote(bytes);
	};

	return {
		take(chunk) {
			held = Buffer.concat([held, chunk]);
			for (let from = held.indexOf(start); from !== -1; from = held.indexOf(start)) {
				tell(held.subarray(0, from));
				held = held.subarray(from);
				const to = held.indexOf(end);
				if (to === -1) return;
				passed(Number(held.toString('latin1', start.length, to)));
				held = held.subarray(to + 1);
			}

			const cut = held.length - begun(held);
			tell(held.subarray(0, cut));
			held = held.subarray(cut);
		},
		end() {
			tell(held);
			held = Buffer.alloc(0);
		},
	};
}

/** How many bytes at the end may be the start of a fence. */
function begun(bytes: Buffer): number {
	for (let length = Math.min(start.length - 1, bytes.length); length > 0; length--)
		if (bytes.subarray(bytes.length - length).equals(start.subarray(0, length))) return length;
	return 0;
}

/** To a terminal from its program's side: what the program wrote before comes out before. */
export function writeTo(terminal: string, bytes: Uint8Array): void {
	const handle = openSync(terminal, constants.O_WRONLY | constants.O_NOCTTY);
	try {
		writeSync(handle, bytes);
	} finally {
		closeSync(handle);
	}
}
