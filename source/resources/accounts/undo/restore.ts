import type {StalkerClient} from '../../../stalker/client.ts';
import {StalkerRefused, StalkerNotApplied} from '../../../stalker/errors.ts';
import {isMistakenForMac, isSafeIdentifier} from '../../../stalker/identifier.ts';
import type {Form} from '../../../stalker/form.ts';
import {normalizeMac} from '../../../normalize/mac.ts';
import type {Account} from '../account.ts';

/** What an account had beside its own fields: one resource's lists and switches, as they are sent. */
export type Extra = {readonly resource: keyof typeof fields; readonly form: Form};

/** Fields that a PUT brings back (`test/demo/recordings/` 198, 237, 247, 265, 310, 320). */
const fields = {
	itv_subscription: ['sub_ch'],
	account_subscription: ['subscribed_id'],
	stb_modules: ['disabled', 'restricted'],
	stb: ['additional_services_on'],
} as const;

/** What a deletion's snapshot holds of an account beside itself; empty lists need not come back. */
export const extrasOf = (
	snapshot: Readonly<Record<string, unknown>>,
	{stb_mac: mac}: Account,
): readonly Extra[] =>
	(Object.keys(fields) as ReadonlyArray<Extra['resource']>)
		.map(resource => ({resource, form: formOf(resource, snapshot[resource], mac)}))
		.filter(({form}) => Object.keys(form).length > 0);

/** The name by which these resources know an account, or `null`: they take any identifier of twelve characters for a MAC, and know no login. */
export function boxName({stb_mac: mac, account_number: number}: Account): string | null {
	if (mac !== '' && normalizeMac(mac) === mac) return mac;
	return isSafeIdentifier(number) && !isMistakenForMac('stb', number) ? number : null;
}

/** PUT what is not there, once, and read it back: whether it is all there then. */
export async function restore(
	{resource, form}: Extra,
	account: Account,
	stalker: StalkerClient,
): Promise<boolean> {
	const id = boxName(account);
	if (id === null) return false;
	const lacking = async (): Promise<Form> => {
		const {results} = await stalker.read(resource, [id]);
		const now = formOf(resource, results, account.stb_mac);
		return Object.fromEntries(Object.entries(form).filter(([key, value]) => !isEqual(value, now[key])));
	};

	const missing = await lacking();
	if (Object.keys(missing).length === 0) return true;
	try {
		await stalker.write('PUT', resource, id, missing);
	} catch (error) {
		if (!(error instanceof StalkerRefused || error instanceof StalkerNotApplied)) throw error;
	}

	return Object.keys(await lacking()).length === 0;
}

function formOf(resource: Extra['resource'], results: unknown, mac: string): Form {
	const rows: readonly unknown[] = Array.isArray(results) ? results : [results];
	// `itv_subscription` may answer with rows of others.
	const row = rows.find(candidate => isRecord(candidate) && (candidate['mac'] ?? mac) === mac);
	if (!isRecord(row)) return {};
	return Object.fromEntries(
		fields[resource].flatMap(key => {
			const value = key === 'additional_services_on' ? row[key] : listOf(row[key]);
			return (typeof value === 'string' || Array.isArray(value)) && value.length > 0 ? [[key, value]] : [];
		}),
	);
}

/** PHP sends an object where its array has gaps. */
function listOf(value: unknown): readonly string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(item =>
		(typeof item === 'string' || typeof item === 'number') && item !== '' ? [String(item)] : [],
	);
}

/** In any order. */
const isEqual = (one: Form[string], other: Form[string] | undefined): boolean =>
	other !== undefined &&
	JSON.stringify([one].flat().toSorted()) === JSON.stringify([other].flat().toSorted());

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;
