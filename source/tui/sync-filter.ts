/** Begins and ends a synchronized update (mode 2026): a terminal that knows it shows what is between both at once. */
const beginSync = '\u001B[?2026h';
const endSync = '\u001B[?2026l';

/** Characters that a terminal gets in one piece also over a network, where a packet has about 1,400 bytes: it shows them at once without being asked. */
const maxUnsyncedLength = 600;

/**
Returns the function that each write to the terminal passes: it leaves out synchronized updates that contain no text longer than that, 16 bytes of each move of the cursor.
Ink writes the beginning, the text and the end one after the other. Nothing but a beginning is held back, and at most until the next text.
*/
export function createSyncFilter(): (text: string) => string {
	let state: 'none' | 'held back' | 'begun' = 'none';
	return text => {
		if (text === beginSync) {
			state = 'held back';
			return '';
		}

		if (text === endSync) {
			const wasBegun = state === 'begun';
			state = 'none';
			return wasBegun ? text : '';
		}

		if (state !== 'held back' || text.length <= maxUnsyncedLength) return text;
		state = 'begun';
		return beginSync + text;
	};
}
