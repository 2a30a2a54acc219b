import {readFileSync} from 'node:fs';
import {createEmptyState, insertUser, type PortalState} from '../../source/demo/portal/state.ts';

/** One request to a real Stalker 4.9.35, its response, and the results of SQL queries after it. */
export type Recording = {
	readonly name: string;
	readonly request: {
		readonly method: string;
		readonly path: string;
		readonly authorization?: string | null;
		readonly headers?: Readonly<Record<string, string>>;
		readonly body?: string | null;
	};
	readonly response: {
		readonly status: number;
		readonly headers: Readonly<Record<string, string>>;
		readonly body: string;
		readonly body_bytes?: number;
		readonly body_cut?: boolean;
	};
	readonly db_after?: Readonly<Record<string, string>>;
};

export const readRecording = (file: string): Recording =>
	JSON.parse(readFileSync(new URL(`recordings/${file}`, import.meta.url), 'utf8')) as Recording;

/** The 50 accounts that the recorded portal was seeded with, made from its recorded full lists. */
export function createRecordedState(): PortalState {
	const state = createEmptyState('2026-11-23 03:58:30');
	state.channels = rows('214-itv-all.json').map(({id, url, ...channel}) => ({
		...channel,
		id: Number(id),
		monitoring_url: url,
		monitoring_status: '0',
	})) as unknown as PortalState['channels'];
	fillPlans(state);
	fillUsers(state);
	const uids = new Map(state.users.toReversed().map(({id, mac}) => [mac, id]));
	state.subscriptions = rows('231-itvsub-all.json').map(({sub_ch: list, mac, ls}) => ({
		uid: ls === '100006' ? 6 : uids.get(mac as string)!,
		sub_ch: list as string[],
	}));
	state.modules.set(7, {disabled: ['karaoke', 'radio'], restricted: ['vclub']});
	return state;
}

type Row = Readonly<Record<string, unknown>>;

const rows = (file: string): readonly Row[] =>
	(JSON.parse(readRecording(file).response.body) as {readonly results: readonly Row[]}).results;

function fillPlans(state: PortalState): void {
	const packages = new Map<number, Row>();
	state.plans = rows('287-tariffs-all.json').map(
		({id, user_default: isDefault, packages: list, ...plan}) => ({
			...(plan as {external_id: string; name: string}),
			id: Number(id),
			user_default: isDefault === '1',
			packages: (list as readonly Row[]).map(({optional, ...known}) => {
				packages.set(Number(known['id']), known);
				return {id: Number(known['id']), optional: optional === '1'};
			}),
		}),
	);
	const services: Readonly<Record<number, readonly string[]>> = {
		11: ['vclub', 'karaoke', 'cityinfo'],
		12: ['disable_ad'],
	};
	state.packages = [...packages]
		.toSorted(([a], [b]) => a - b)
		.map(([id, known]) => ({
			...known,
			id,
			services: services[id] ?? [],
		})) as unknown as PortalState['packages'];
}

/** Account 16 has a plan that does not exist (recording 285); recording 19 shows the default plan's number for it. */
function fillUsers(state: PortalState): void {
	const boxes = rows('168-stb-all.json');
	for (const [index, account] of rows('019-accounts-all.json').entries()) {
		const box = boxes[index]!;
		const text = (key: string) => account[key] as string;
		const {id} = insertUser(state, {
			login: text('login'),
			fname: text('full_name'),
			phone: text('phone'),
			ls: text('account_number'),
			tariff_plan_id:
				index === 15 ? 99 : state.plans.find(plan => plan.external_id === account['tariff_plan'])!.id,
			sn: text('stb_sn'),
			mac: text('stb_mac'),
			stb_type: text('stb_type'),
			status: account['status'] === 1 ? 0 : 1,
			online: account['online'] === null ? null : account['online'] === '1',
			ip: text('ip'),
			version: text('version'),
			comment: account['comment'] as string | null,
			account_balance: text('account_balance'),
			last_active: account['last_active'] as string | null,
			additional_services_on: box['additional_services_on'] as string,
		});
		state.boughtPackages.set(id, (account['subscribed_id'] as readonly string[]).map(Number));
	}
}
