import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {resources} from '../../../source/resources/index.ts';
import {openConfirm, createInputGuard} from '../../../source/tui/session/confirm.ts';
import {englishTranslator} from '../../../source/i18n/translator.ts';
import {createInitialState} from '../../../source/tui/session/initial-state.ts';
import {createStore} from '../../../source/tui/session/store.ts';
import {createPendingTasks} from '../../../source/tui/session/tasks.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
	['that a key press has opened', false, 300],
	['that was not opened by a key press', true, 1000],
])(
	'a confirmation %s accepts no key until its delay has passed, and drops typed-ahead input',
	(_, isUnsolicited, milliseconds) => {
		const start = createInitialState({
			screens: resources,
			names: {stalker: '', billing: '', isEmbedded: false},
			isDemo: false,
			readOnly: false,
			size: {columns: 80, rows: 24},
			translator: englishTranslator,
		});
		const store = createStore(start, () => new Date());
		const discardTypeAhead = vi.fn<() => void>();
		const guard = createInputGuard(
			store,
			createPendingTasks(() => expect.unreachable()),
			discardTypeAhead,
		);
		openConfirm(store, {is: 'quit'}, null);
		guard.start(isUnsolicited);
		expect(discardTypeAhead).toHaveBeenCalledOnce();
		vi.advanceTimersByTime(milliseconds - 1);
		expect(store.getState().mode).toMatchObject({is: 'confirm', acceptsInput: false});
		vi.advanceTimersByTime(1);
		expect(store.getState().mode).toMatchObject({is: 'confirm', acceptsInput: true});
		guard.stop();
	},
);
