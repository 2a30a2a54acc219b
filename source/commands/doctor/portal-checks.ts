import {errorMessage} from '../../i18n/message.ts';
import type {Translator} from '../../i18n/translator.ts';
import {resources} from '../../resources/index.ts';
import type {StalkerClient} from '../../stalker/client.ts';
import {StalkerInvalidResponse, StalkerRefused} from '../../stalker/errors.ts';
import type {CheckResult} from './check.ts';

/** The lists that the screens read; the boxes before the accounts, of which one box's is asked. */
const lists = ['tariffs', 'stb', 'itv', 'itv_subscription', 'accounts'] as const;

type ListName = (typeof lists)[number];

/** The result of reading one list. `rows` is `null` where one record was asked for. */
type Reading = {readonly name: ListName} & (
	| {readonly milliseconds: number; readonly rows: number | null; readonly warnings: readonly string[]}
	| {readonly error: unknown}
);

/** Above it the pace of the automatic reads is reported. */
const slowMs = 1000;

/** An automatic read waits so many times as long as the last one took. */
const paceFactor = 20;

/**
Reads what the screens read: the lists of boxes, channels, subscriptions and tariff plans, and of the accounts one, since their list costs
the portal most. An error of the portal as a whole (no connection, no login) is reported once, one of a single list together with the
screens that cannot work.
*/
export async function checkPortal(
	client: StalkerClient,
	translator: Translator,
	signal: AbortSignal,
): Promise<readonly CheckResult[]> {
	const {doctor} = translator.cliMessages;
	const readings: Reading[] = [];
	let box = unknownMac;
	for (const name of lists) {
		try {
			const reading =
				name === 'accounts' ? await readAccount(client, box, signal) : await readList(client, name, signal);
			if (name === 'stb') box = firstMac(reading.records);
			readings.push({
				name,
				milliseconds: reading.milliseconds,
				rows: reading.records?.length ?? null,
				warnings: reading.warnings,
			});
		} catch (error) {
			signal.throwIfAborted();
			if (!isOfOneList(error)) return [{name: 'portal', ok: false, said: translator.t(errorMessage(error))}];
			readings.push({name, error});
		}
	}

	const read = readings.flatMap(reading => ('error' in reading ? [] : [reading]));
	const [first] = read;
	if (!first) {
		const [failed] = readings as ReadonlyArray<{readonly error: unknown}>;
		return [{name: 'portal', ok: false, said: translator.t(errorMessage(failed!.error))}];
	}

	const slowest = read.reduce((one, other) => (other.milliseconds > one.milliseconds ? other : one));
	const [warning] = read.flatMap(({warnings}) => warnings);
	return [
		{
			name: 'portal',
			ok: true,
			said: [
				doctor.portal(client.url, Math.round(first.milliseconds), warning, client.isUnencrypted),
				...(slowest.milliseconds > slowMs
					? [
							doctor.slow(
								slowest.name,
								seconds(slowest.milliseconds),
								seconds(paceFactor * slowest.milliseconds),
							),
						]
					: []),
			].join('; '),
		},
		...readings.map((reading): CheckResult => {
			if (!('error' in reading))
				return {
					name: reading.name,
					ok: true,
					said: doctor.list(reading.rows, Math.round(reading.milliseconds)),
				};
			const screens = resources
				.filter(resource => resource.lists.includes(reading.name))
				.map(({name}) => name);
			const titles = screens.map(name => translator.screenTexts(name).title);
			const said = `${translator.t(errorMessage(reading.error))} ${doctor.broken(titles)}`;
			return {name: reading.name, ok: false, said, screens};
		}),
	];
}

type Answer = {
	readonly milliseconds: number;
	readonly warnings: readonly string[];
	readonly records: readonly unknown[] | null;
};

async function readList(client: StalkerClient, name: ListName, signal: AbortSignal): Promise<Answer> {
	const {results, milliseconds, warnings} = await client.list(name, {signal});
	return {records: results, milliseconds, warnings};
}

/** Asks for the account of a box. That there is none is an answer, too. */
async function readAccount(client: StalkerClient, mac: string, signal: AbortSignal): Promise<Answer> {
	const startedAt = performance.now();
	try {
		const {milliseconds, warnings} = await client.read('accounts', [mac], {signal});
		return {records: null, milliseconds, warnings};
	} catch (error) {
		if (!(error instanceof StalkerRefused && error.isNotFound)) throw error;
		return {records: null, milliseconds: performance.now() - startedAt, warnings: []};
	}
}

/** The MAC of the first box that has one in the portal's notation; else one that no box has. */
const firstMac = (records: readonly unknown[] | null): string =>
	(records ?? [])
		.map(record => String((record as {readonly mac?: unknown} | null)?.mac))
		.find(mac => /^(?:[\dA-F]{2}:){5}[\dA-F]{2}$/.test(mac)) ?? unknownMac;

const unknownMac = '00:1A:79:FF:FF:FF';

/** Whether the error is of this resource alone, while the portal works. */
const isOfOneList = (error: unknown): boolean =>
	error instanceof StalkerRefused || error instanceof StalkerInvalidResponse;

const seconds = (milliseconds: number): number => Math.round(milliseconds / 1000);
