import type {User} from '../../../../source/demo/portal/state.ts';
import type {Account} from '../../../../source/resources/accounts/account.ts';
import type {Box} from '../../../../source/resources/stb/box.ts';
import type {Row} from '../../../../source/sync/row.ts';
import type {SessionHarness} from '../../session-harness.ts';

/** A deed that takes something away, and what may happen to the things it is for. */
export type TestedAction = {
	readonly name: 'delete' | 'reboot' | 'import';
	/** The key of its screen, and its own; and the letter at the same place of a Cyrillic keyboard. */
	readonly screen: string;
	readonly key: string;
	readonly cyrillic: string;
	/** Three rows that it can be done to. An import is of the whole list, wherever the cursor is. */
	targets(stage: SessionHarness): readonly Row[];
	/** The request that does it to this row; `null` where it is done in billing alone. */
	request(row: Row): string | null;
	/** Have so much in hand that a number must be typed. */
	prepareMany(stage: SessionHarness): Promise<void>;
	/** The portal has another name or state for it now. */
	change(stage: SessionHarness, row: Row): void;
	/** The portal has it no more. */
	remove(stage: SessionHarness, row: Row): void;
	/** Another record stands before all that were there. */
	addRecord(stage: SessionHarness): void;
	/** Billing has something else of it now. */
	changeBilling(stage: SessionHarness, row: Row): Promise<unknown>;
};

const inSync = ({list}: SessionHarness): readonly Row[] => list().rows.filter(({mark}) => mark === '=');

const macOf = ({stalker}: Row): string => (stalker as Partial<Account>).stb_mac ?? (stalker as Box).mac;

const userOf = ({portal}: SessionHarness, row: Row): User =>
	portal.state.users.find(({mac}) => mac === macOf(row))!;

/** Accounts and boxes are two sides of a portal's subscriber. */
const ofSubscribers = (
	own: Pick<TestedAction, 'name' | 'screen' | 'key' | 'cyrillic'>,
	request: string,
): TestedAction => ({
	...own,
	targets: stage => inSync(stage).slice(2, 5),
	request: row => `${request}/${macOf(row)}`,
	/** Three are marked, and the cursor stands elsewhere. */
	async prepareMany(stage) {
		for (const {key} of this.targets(stage)) {
			await stage.moveTo(key);
			await stage.press('space');
		}

		await stage.press('end');
	},
	change(stage, row) {
		const user = userOf(stage, row);
		Object.assign(user, {status: 1 - user.status, fname: 'Хтось Інший'});
	},
	remove(stage, row) {
		const user = userOf(stage, row);
		stage.portal.state.users = stage.portal.state.users.filter(one => one !== user);
	},
	addRecord({portal: {state}}) {
		const [first] = state.users;
		state.users.unshift({...first!, id: state.nextId++, login: 'aaa', mac: '00:1A:79:00:00:01', ls: 'A-1'});
	},
	changeBilling: async ({world}, row) =>
		world.billing.database.query('update iptv_main set disable = 1 - disable where cid = ?', [macOf(row)]),
});

const ofChannels: TestedAction = {
	name: 'import',
	screen: '3',
	key: 'i',
	cyrillic: 'ш',
	targets: stage => inSync(stage).slice(0, 3),
	request: () => null,
	/** Four of ten are others now, so that more goes from billing than a yes is enough for. */
	async prepareMany({portal, press}) {
		const {channels} = portal.state;
		portal.state.channels = channels.map((one, place) =>
			place < channels.length * 0.6 ? one : {...one, id: one.id + 500},
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
	changeBilling: async ({world}, {key}) =>
		world.billing.database.query("update iptv_channels set name = 'Свій' where id = ?", [Number(key)]),
};

/** Everything that cannot be done by half, or not be taken back whole. */
export const testedActions: readonly TestedAction[] = [
	ofSubscribers({name: 'delete', screen: '1', key: 'd', cyrillic: 'в'}, 'DELETE accounts'),
	ofSubscribers({name: 'reboot', screen: '2', key: 'b', cyrillic: 'и'}, 'POST send_event'),
	ofChannels,
];
