import {ask, cursorOn, rowsAt, stateOf, textOf} from '../test/tui/frame/scene.ts';
import type {Size} from '../source/tui/state.ts';

/** Screens for the README, drawn as the console draws them, from the demo's portal and billing. */
export function framesForReadme(): Readonly<Record<'accounts' | 'question', string>> {
	const size: Size = {columns: 80, rows: 24};
	const all = stateOf(size);
	const marked = new Set(rowsAt(all, 2, 12).map(({key}) => key));
	const state = stateOf(size, {}, {...cursorOn(all, 4), marked});
	return {
		accounts: textOf(state),
		question: textOf({...state, mode: ask(state, 'delete', rowsAt(state, 2, 12))}),
	};
}
