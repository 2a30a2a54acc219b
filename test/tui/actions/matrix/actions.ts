import type {User} from '../../../../source/demo/portal/state.ts';
import type {Account} from '../../../../source/resources/accounts/account.ts';
import type {Box} from '../../../../source/resources/stb/read-boxes.ts';
import type {Row} from '../../../../source/sync/row.ts';
import type {SessionHarness} from '../../session-harness.ts';

/** An action that cannot be applied in part, or not be undone completely, and what may happen to its target rows. */
export type TestedAction = {
	readonly name: 'delete' | 'reboot' | 'import';
	/** The key of its screen, its own key, and the letter on the same key of a Cyrillic layout. */
	readonly screen: string;
	readonly key: string;
	readonly cyrillic: string;
	/** Three rows that it can be applied to. An import applies to the whole list, wherever the cursor is. */
	targets(harness: SessionHarness): readonly Row[];
	/** The request that applies it to this row; `null` if it writes to billing only. */
	request(row: Row): string | null;
	/** Select or change so many rows that a number must be typed to confirm. */
	prepareMany(harness: SessionHarness): Promise<void>;
	/** Changes its name or state in the portal. */
	change(harness: SessionHarness, row: Row): void;
	/** Removes it from the portal. */
	remove(harness: SessionHarness, row: Row): void;
	/** Adds another record before all others. */
	addRecord(harness: SessionHarness): void;
	/** Changes it in billing. */
	changeBilling(harness: SessionHarness, row: Row): Promise<unknown>;
};

const inSync = ({list}: SessionHarness): readonly Row[] => list().rows.filter(({mark}) => mark === '=');

const macOf = ({stalker}: Row): string => (stalker as Partial<Account>).stb_mac ?? (stalker as Box).mac;

const userOf = ({portal}: SessionHarness, row: Row): User =>
	portal.state.users.find(({mac}) => mac === macOf(row))!;

/** Accounts and boxes both belong to a subscriber of the portal. */
const ofSubscribers = (
	own: Pick<TestedAction, 'name' | 'screen' | 'key' | 'cyrillic'>,
	request: string,
): TestedAction => ({
	...own,
	targets: harness => inSync(harness).slice(2, 5),
	request: row => `${request}/${macOf(row)}`,
	/** Three rows are selected, and the cursor is on another one. */
	async prepareMany(harness) {
		for (const {key} of this.targets(harness)) {
			await harness.moveTo(key);
			await harness.press('space');
		}

		await harness.press('end');
	},
	change(harness, row) {
		const user = userOf(harness, row);
		Object.assign(user, {status: 1 - user.status, fname: 'Хтось Інший'});
	},
	remove(harness, row) {
		const user = userOf(harness, row);
		harness.portal.state.users = harness.portal.state.users.filter(one => one !== user);
	},
	addRecord({portal: {state}}) {
		const [first] = state.users;
		state.users.unshift({...first!, id: state.nextId++, login: 'aaa', mac: '00:1A:79:00:00:01', ls: 'A-1'});
	},
	changeBilling: async ({context}, row) =>
		context.billing.database.query('update iptv_main set disable = 1 - disable where cid = ?', [macOf(row)]),
});

const ofChannels: TestedAction = {
	name: 'import',
	screen: '3',
	key: 'i',
	cyrillic: 'ш',
	targets: harness => inSync(harness).slice(0, 3),
	request: () => null,
	/** Four of ten channels get another id, so that more is deleted from billing than a yes can confirm. */
	async prepareMany({portal, press}) {
		const {channels} = portal.state;
		portal.state.channels = channels.map((one, index) =>
			index < channels.length * 0.6 ? one : {...one, id: one.id + 500},
		);
		await press('r');
	},
	change({portal: {state}}, {key}) {
		state.channels = state.channels.map(one => (String(one.id) === key ? {...one, name: 'Інший'} : one));
	},
	remove({portal: {state}}, {key}) {
		state.channels = state.channels.filter(({id}) => String(id) !== key);
	},
	addRecord: ({portal: {state}}) =>
		void state.channels.unshift({...state.channels[0]!, id: 900, name: 'Новий'}),
	changeBilling: async ({context}, {key}) =>
		context.billing.database.query("update iptv_channels set name = 'Свій' where id = ?", [Number(key)]),
};

export const testedActions: readonly TestedAction[] = [
	ofSubscribers({name: 'delete', screen: '1', key: 'd', cyrillic: 'в'}, 'DELETE accounts'),
	ofSubscribers({name: 'reboot', screen: '2', key: 'b', cyrillic: 'и'}, 'POST send_event'),
	ofChannels,
];
