import type {AppContext} from '../source/app/context.ts';
import {checkCommand} from '../source/commands/check-command.ts';
import {englishTranslator} from '../source/i18n/translator.ts';
import {resources} from '../source/resources/index.ts';
import {shareBillingReads} from '../source/resources/share-billing-reads.ts';
import {createStalkerClient} from '../source/stalker/client.ts';
import {createBenchContext, type BenchContext} from './bench-context.ts';
import {addAccounts} from './console-fixture.ts';
import {compare, forEachSize} from './measure.ts';

/** `check` of all five lists. Floor: reading the same lists of both systems, without comparing them. */
export const check = forEachSize(async (n, {short}) => {
	const bench = await createBenchContext(n);
	try {
		await addAccounts(bench.context);
		const measured = async () => {
			const result = await checkCommand.run(invocationOn(freshContext(bench)));
			if (!result.text.startsWith(`Accounts: ${n} rows`)) throw new Error(result.text);
		};
		const floor = async () => {
			const context = freshContext(bench);
			const shared = {...context, billing: shareBillingReads(context.billing)};
			for (const resource of resources)
				await Promise.all([resource.readStalker(shared), resource.readBilling(shared)]);
		};
		return [
			await compare(`check, ${n} accounts, beside reading the five lists`, 1.3, {
				measured,
				floor,
				runs: short ? 1 : 5,
			}),
		];
	} finally {
		await bench.close();
	}
});

/** A client keeps lists that it has read: each run has its own. */
const freshContext = ({context, environment}: BenchContext): AppContext => ({
	...context,
	stalker: createStalkerClient({url: environment['STALKER_URL']!, login: '', password: ''}),
});

const invocationOn = (context: AppContext): Parameters<typeof checkCommand.run>[0] => ({
	args: [],
	flags: {},
	translator: englishTranslator,
	signal: new AbortController().signal,
	configFile: '',
	context: async () => context,
	report: () => {},
	config: notUsed,
	portals: notUsed,
	billing: notUsed,
	database: notUsed,
	stalker: notUsed,
});

const notUsed = () => {
	throw new Error('check needs the context alone.');
};
