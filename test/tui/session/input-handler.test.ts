import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {resources} from '../../../source/resources/index.ts';
import {openConfirm} from '../../../source/tui/actions/confirm.ts';
import {createInputHandler} from '../../../source/tui/session/input-handler.ts';
import {createInitialState} from '../../../source/tui/session/initial-state.ts';
import {createStore} from '../../../source/tui/session/store.ts';
import {createPendingTasks} from '../../../source/tui/session/pending-tasks.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
	['that a key has opened', false, 300],
	['that opened by itself', true, 1000],
])(
	'a question %s is deaf until it has stood for a while, and what was typed before is dropped',
	(_, unasked, milliseconds) => {
		const start = createInitialState({
			screens: resources,
			names: {stalker: '', billing: '', isEmbedded: false},
			isDemo: false,
			readOnly: false,
			size: {columns: 80, rows: 24},
		});
		const store = createStore(start, () => new Date());
		const discard = vi.fn<() => void>();
		const hearing = createInputHandler({
			store,
			pendingTasks: createPendingTasks(() => expect.unreachable()),
			discardTypeAhead: discard,
			stopAndQuit: () => expect.unreachable(),
		});
		openConfirm(store, {is: 'quit'}, null);
		hearing.startInputGuard(unasked);
		expect(discard).toHaveBeenCalledOnce();
		vi.advanceTimersByTime(milliseconds - 1);
		expect(store.getState().mode).toMatchObject({is: 'confirm', acceptsInput: false});
		vi.advanceTimersByTime(1);
		expect(store.getState().mode).toMatchObject({is: 'confirm', acceptsInput: true});
		hearing.close();
	},
);
