import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {openAsk} from '../../source/tui/deeds/asking.ts';
import {createHearing} from '../../source/tui/hearing.ts';
import {startOf} from '../../source/tui/start.ts';
import {createStore} from '../../source/tui/store.ts';
import {createWorks} from '../../source/tui/works.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
	['that a key has opened', false, 300],
	['that opened by itself', true, 1000],
])(
	'a question %s is deaf until it has stood for a while, and what was typed before is dropped',
	(_, unasked, milliseconds) => {
		const start = startOf({
			screens: resources,
			names: {stalker: '', billing: '', isEmbedded: false},
			isDemo: false,
			readOnly: false,
			size: {columns: 80, rows: 24},
		});
		const store = createStore(start, () => new Date());
		const discard = vi.fn<() => void>();
		const hearing = createHearing({
			store,
			works: createWorks(() => expect.unreachable()),
			discard,
			stop: () => expect.unreachable(),
		});
		openAsk(store, {is: 'quit'}, null);
		hearing.prompted(unasked);
		expect(discard).toHaveBeenCalledOnce();
		vi.advanceTimersByTime(milliseconds - 1);
		expect(store.now().mode).toMatchObject({is: 'ask', armed: false});
		vi.advanceTimersByTime(1);
		expect(store.now().mode).toMatchObject({is: 'ask', armed: true});
		hearing.close();
	},
);
