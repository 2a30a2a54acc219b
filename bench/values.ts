import {setImmediate} from 'node:timers/promises';
import {englishTranslator as translator} from '../source/i18n/translator.ts';
import {renderFrame} from '../source/tui/view/render-frame.ts';
import {createStyle} from '../source/tui/view/style.ts';
import type {Row} from '../source/sync/row.ts';
import {createOfflineSession} from '../test/tui/offline-session.ts';
import {createRows, shuffled} from './account-rows.ts';
import {forEachSize, toKeyWait} from './measure.ts';

const style = createStyle({});

const keys = ['down', 'F', 'escape', '/', ...'login:', 'u', 'escape'];

/**
How long a key waits at most while the values of a column are counted: `F`, and `login:` in the filter, with what is drawn then and what
runs between keys. Each row has another value. The budget is an absolute number: a frame of a screen that is drawn 60 times a second.
*/
export const values = forEachSize(
	async (n, {short}) => {
		const rows = shuffled(createRows(n));
		const waits: number[] = [];
		const runs = short ? 1 : 10;
		for (let run = 0; run <= runs; run++) {
			globalThis.gc?.();
			const wait = await longestWait([...rows]);
			// The first run is a warm-up.
			if (run > 0) waits.push(wait);
		}

		return [toKeyWait(`at the values of ${n} rows, all different`, waits)];
	},
	[100_000],
);

async function longestWait(rows: readonly Row[]): Promise<number> {
	const session = createOfflineSession(rows);
	let longest = 0;
	const time = (work: () => void) => {
		const start = performance.now();
		work();
		longest = Math.max(longest, performance.now() - start);
	};
	const draw = () => void renderFrame(session.getState(), translator, style, new Date());
	draw();
	try {
		for (const name of keys) {
			time(() => {
				session.handleInput({is: 'key', key: {name, text: name.length === 1 ? name : '', inBurst: false}});
				draw();
			});
			while (session.pendingTasks.count > 0) {
				const start = performance.now();
				await setImmediate();
				longest = Math.max(longest, performance.now() - start);
			}

			time(draw);
		}
	} finally {
		await session.close();
	}

	return longest;
}
