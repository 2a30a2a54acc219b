import {
	createEmptyState,
	insertUser,
	type ChannelSubscription,
	type PortalState,
	type User,
} from '../state.ts';
import {seedAccount} from './seed-account.ts';
import {demoChannels, demoPackages, demoPlans} from './plans-and-channels.ts';
import {createRandom} from './random.ts';

/**
The demo portal's database: so many accounts, with a scenario for each (`scenarios.ts`). The same seed gives the same rows, and a larger
portal begins with the rows of a smaller. `clock` is the portal's `NOW()`, around which boxes were last active; `first` the index of the
first account, so that two portals can have none in common.
*/
export function seedPortal({
	accounts = 300,
	seed = 1,
	clock = '2026-11-22 12:00:00',
	first = 0,
}: {
	readonly accounts?: number;
	readonly seed?: number;
	readonly clock?: string;
	readonly first?: number;
} = {}): PortalState {
	const state = createEmptyState(clock);
	state.plans = demoPlans();
	state.packages = demoPackages();
	state.channels = demoChannels(createRandom(seed, -1));
	state.nextId = first + 1;
	for (let index = first; index < first + accounts; index++) {
		const user = insertUser(state, seedAccount(index, seed, clock, state.plans));
		seedChoices(state, user, seed);
	}

	return state;
}

/** Channels, packages and modules of one account, with the irregular rows that a real table has. */
function seedChoices(state: PortalState, user: User, seed: number): void {
	const random = createRandom(seed, user.id, 7);
	if (random.chance(40)) state.subscriptions.push({uid: user.id, sub_ch: channelsOf()});
	const optional =
		state.plans
			.find(({id}) => id === (user.tariff_plan_id || 1))
			?.packages.filter(({optional: may}) => may) ?? [];
	if (optional.length > 0 && random.chance(30)) state.boughtPackages.set(user.id, [random.pick(optional).id]);
	if (random.chance(3)) state.modules.set(user.id, {disabled: ['karaoke'], restricted: ['vclub']});

	function channelsOf(): ChannelSubscription['sub_ch'] {
		const kind = random.integerBelow(100);
		if (kind < 3) return null;
		if (kind < 8) return [];
		const start = random.integerBelow(40) + 20;
		const list = Array.from({length: random.integerBelow(12) + 1}, (_, index) =>
			String(start + index + 1),
		).filter(id => Number(id) <= 60);
		if (kind < 10) return [...list, '999'];
		return kind < 12 ? Object.fromEntries(list.map((id, index) => [index * 2, id])) : list;
	}
}
