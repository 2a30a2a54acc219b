import {message} from '../i18n/translator.ts';
import type {ResourceContext} from '../resources/context.ts';
import {createStalkerExecutor} from '../stalker/executor.ts';
import type {CountHistory} from '../storage/count-history.ts';

/** Both connections and everything else that commands and screens depend on. Created once per run, passed as an argument. */
export type AppContext = ResourceContext & {
	/** The curve of the menu; `check` adds to it, too. */
	readonly countHistory: CountHistory;
	/** Closes both connections. */
	close(): Promise<void>;
};

/** A copy of the context with some parts replaced. Not made by a spread, because that would copy the current value of `providerId`, which may become known only with the first write. */
export const withParts = (context: AppContext, parts: Partial<AppContext>): AppContext =>
	Object.defineProperties({} as AppContext, {
		...Object.getOwnPropertyDescriptors(context),
		...Object.getOwnPropertyDescriptors(parts),
	});

/** Creates the context of two open connections. `providerId`: the portal's row as billing knows it, if it does. */
export function createAppContext({
	providerId: initialProviderId,
	...parts
}: Omit<AppContext, 'ensureProvider' | 'changes' | 'close' | 'readOnlyReason'> &
	Partial<Pick<AppContext, 'readOnlyReason'>>): AppContext {
	const {stalker, billing, operator, runId} = parts;
	let providerId = initialProviderId;
	const ensureProvider = async () => (providerId ??= await billing.ensureProvider(stalker.url));
	return {
		readOnlyReason: message('read-only'),
		...parts,
		get providerId() {
			return providerId;
		},
		ensureProvider,
		changes: {
			ports: {
				billing: billing.executor,
				stalker: createStalkerExecutor(stalker),
				journal: billing.changeJournal,
			},
			operator,
			run: runId,
			ensureProvider,
		},
		async close() {
			stalker.close();
			await billing.close();
		},
	};
}
