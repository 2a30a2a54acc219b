import {confirmOf, cursorOn, rowsAt, stateOf, renderText} from '../test/tui/view/fixtures.ts';
import type {Size} from '../source/tui/session/state.ts';

/** Screens for the README, drawn as the console draws them, from the demo's portal and billing. */
export function renderReadmeFrames(): Readonly<Record<'accounts' | 'question', string>> {
	const size: Size = {columns: 80, rows: 24};
	const all = stateOf(size);
	const selected = new Set(rowsAt(all, 2, 12).map(({key}) => key));
	const state = stateOf(size, {}, {...cursorOn(all, 4), selected});
	return {
		accounts: renderText(state),
		question: renderText({...state, mode: confirmOf(state, 'delete', rowsAt(state, 2, 12))}),
	};
}
