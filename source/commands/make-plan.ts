import {withParts, type AppContext} from '../app/context.ts';
import {parsePolicy, type Policy} from '../config/policy.ts';
import {ConfigError} from '../config/errors.ts';
import type {Message} from '../i18n/message.ts';
import {message, titleMessage} from '../i18n/translator.ts';
import {resources} from '../resources/index.ts';
import {shareBillingReads} from '../resources/share-billing-reads.ts';
import {readAndCompare} from '../sync/comparison.ts';
import {concernedResources} from '../sync/fixable-rows.ts';
import {planLists, type ListPlan} from '../sync/list-plan.ts';
import {policyRequest} from '../sync/policy-plan.ts';
import type {AnyResource} from '../sync/resource.ts';
import type {Comparison} from '../sync/row.ts';
import type {Invocation} from './command.ts';

/** The configured policy. Throws `ConfigError` where there is none, or it may not be. */
export function readPolicy({config}: Pick<Invocation, 'config'>): Policy {
	const {settings, file} = config();
	const policy = parsePolicy(settings);
	if (policy.uses.size === 0) throw new ConfigError(message('policy-none', {file}));
	return policy;
}

/**
Reads the lists that the policy concerns and plans what it would change; a message where one of them is suspiciously short. Throws what the
systems throw.
*/
export async function makePlan(
	context: AppContext,
	{uses}: Policy,
	signal: AbortSignal,
): Promise<readonly ListPlan[] | Message> {
	const shared = withParts(context, {billing: shareBillingReads(context.billing)});
	const comparisons: Array<readonly [AnyResource, Comparison]> = [];
	for (const resource of concernedResources(resources, uses)) {
		const comparison = await readAndCompare(resource, shared, {signal});
		if (comparison.short) return shortMessage(resource, comparison.short);
		comparisons.push([resource, comparison]);
	}

	return planLists(comparisons, policyRequest(uses));
}

const shortMessage = ({name}: AnyResource, {got, baseline}: NonNullable<Comparison['short']>): Message =>
	message('plan-short', {
		title: titleMessage(name),
		...{got, baseline},
		command: `stalker-console ${name} list --force --confirm ${got}`,
	});
