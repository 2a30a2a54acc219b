import {createRest} from '../rest.ts';
import type {Works} from '../works.ts';

/** Gives back what large readings have left. */
export type Tidying = {
	/** A reading of so many rows has ended: tidy up when nothing more happens for a moment. */
	after(rows: number): void;
	/** A key was pressed: not now. */
	postpone(): void;
	end(): void;
};

/** Rows from which on a reading leaves enough behind to be worth half a second. */
const many = 10_000;

/** Milliseconds without a key after which hardly one comes in the half second that it takes. */
const pause = 2000;

/** The engine would keep half a gigabyte until it needs it for itself, on a machine where others work, too. */
export function createTidying(works: Works): Tidying {
	const rest = createRest(works, pause);
	let isDue = false;
	const tidy = () => {
		isDue = false;
		collectGarbage();
	};

	return {
		after(rows) {
			if (rows < many) return;
			isDue = true;
			rest.run(tidy);
		},
		postpone() {
			if (isDue) rest.run(tidy);
		},
		end: rest.end,
	};
}

/** Of the last resort, as the engine calls it: any other leaves the emptied pages with the process, and nothing is given back. */
function collectGarbage(): void {
	// Loaded when they are needed: the first frame does not wait for them.
	const {setFlagsFromString} = process.getBuiltinModule('node:v8');
	const {runInNewContext} = process.getBuiltinModule('node:vm');
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as NodeJS.GCFunction)({type: 'major', execution: 'sync', flavor: 'last-resort'});
}
