import {configuredLanguage, isReadOnly, type Config} from '../config/config.ts';
import {ConfigError} from '../config/errors.ts';
import type {Billing} from '../billing/billing.ts';
import type {ProviderRow} from '../billing/portal.ts';
import type {Message} from '../i18n/message.ts';
import {message, loadTranslator} from '../i18n/translator.ts';
import {createAppContext, type AppContext} from './context.ts';
import {currentOperator} from './operator.ts';

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
