import {message} from '../i18n/translator.ts';
import type {ResourceContext} from '../resources/context.ts';
import {createStalkerExecutor} from '../stalker/executor.ts';

/** Both connections and everything else that commands and screens depend on. Created once per run, passed as an argument. */
export type AppContext = ResourceContext & {
	/** Closes both connections. */
	close(): Promise<void>;
};

/** Creates the context of two open connections. `portalId`: the portal's row as billing knows it, if it does. */
export function createAppContext({
	portalId: initialPortalId,
	...parts
}: Omit<AppContext, 'ensurePortal' | 'changes' | 'close' | 'readOnlyReason'> &
	Partial<Pick<AppContext, 'readOnlyReason'>>): AppContext {
	const {stalker, billing, operator, runId} = parts;
	let portalId = initialPortalId;
	const ensurePortal = async () => (portalId ??= await billing.ensurePortal(stalker.url));
	return {
		readOnlyReason: message('read-only'),
		...parts,
		get portalId() {
			return portalId;
		},
		ensurePortal,
		changes: {
			ports: {
				billing: billing.executor,
				stalker: createStalkerExecutor(stalker),
				journal: billing.changeJournal,
			},
			operator,
			run: runId,
			claimPortal: ensurePortal,
		},
		async close() {
			stalker.close();
			await billing.close();
		},
	};
}
