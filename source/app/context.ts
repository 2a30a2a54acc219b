import {message, loadTranslator} from '../i18n/translator.ts';
import type {ResourceContext} from '../resources/context.ts';
import {createStalkerExecutor} from '../stalker/executor.ts';
import type {CountHistory} from '../storage/count-history.ts';
import {configuredLanguage, isReadOnly, type Config} from '../config/config.ts';
import {ConfigError} from '../config/errors.ts';
import type {Billing} from '../billing/billing.ts';
import type {ProviderRow} from '../billing/portal.ts';
import type {Message} from '../i18n/message.ts';
import os from 'node:os';
import {processIdentity} from '../billing/lease.ts';

/** Both connections and everything else that commands and screens depend on. Created once per run, passed as an argument. */
export type AppContext = ResourceContext & {
	/** The curve of the menu; `check` adds to it, too. */
	readonly countHistory: CountHistory;
	/** Closes both connections. */
	close(): Promise<void>;
};

/**
A copy of the context with some parts replaced. Not made by a spread, because that would copy the current value of `providerId`, which may
become known only with the first write.
*/
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

/** Creates the context; it closes billing, and so does a failure to create it. */
export async function buildContext(
	billing: Billing,
	{stalker, expectedRows, countHistory, serviceId, channelOwner: owner, config, environment}: ContextParts,
): Promise<AppContext> {
	try {
		const match = await billing.findPortal(stalker.url, serviceId);
		if (match.is === 'unclear')
			throw new ConfigError(unclearPortalMessage(stalker.url, match.ids, await billing.providers()));
		if (match.is === 'none' && billing.source !== 'own')
			throw new ConfigError(message('abills-no-portal', {services: await billing.providers()}));
		return createAppContext({
			stalker,
			billing,
			providerId: match.is === 'known' ? match.id : null,
			channelOwner: owner,
			expectedRows,
			countHistory,
			operator: currentOperator(environment),
			runId: crypto.randomUUID(),
			readOnly: isReadOnly(config) || billing.readOnly !== null,
			...(billing.readOnly && !isReadOnly(config) && {readOnlyReason: billing.readOnly}),
			translator: await loadTranslator(configuredLanguage(config, environment)),
			now: () => new Date(),
		});
	} catch (error) {
		await billing.close();
		throw error;
	}
}

type ContextParts = Pick<AppContext, 'stalker' | 'expectedRows' | 'countHistory' | 'channelOwner'> & {
	/** The configured provider. */
	readonly serviceId: number | undefined;
	readonly config: Config;
	readonly environment: Readonly<Record<string, string | undefined>>;
};

function unclearPortalMessage(
	url: string,
	ids: readonly number[],
	providers: readonly ProviderRow[],
): Message {
	if (ids.length > 0) return message('portal-of-several', {url, ids});
	return message('portal-elsewhere', {url, services: providers});
}

/** Who acts, for the journal: the user, the user before `sudo`, the address of the SSH client, and the process. */
type Operator = {
	readonly os_user: string;
	readonly sudo_user: string | null;
	/** The client's address of `SSH_CONNECTION`. */
	readonly ssh_client: string | null;
	readonly host: string;
	readonly pid: number;
	/** `processIdentity` of this process. */
	readonly process: string | null;
};

function currentOperator(environment: Readonly<Record<string, string | undefined>>): Operator {
	return {
		os_user: os.userInfo().username,
		sudo_user: environment['SUDO_USER'] ?? null,
		ssh_client: environment['SSH_CONNECTION']?.split(' ')[0] ?? null,
		host: os.hostname(),
		pid: process.pid,
		process: processIdentity(process.pid),
	};
}
