import {afterEach, expect, test} from 'vitest';
import type {Chooser} from '../../../source/resources/subscriptions/compare.ts';
import type {Subscription} from '../../../source/resources/subscriptions/subscription.ts';
import type {Row} from '../../../source/sync/row.ts';
import {onEachEngine} from '../../billing/engines.ts';
import {openStage, type Stage} from '../stage.ts';

onEachEngine(scene => {
	let stage: Stage;
	const open = async () => {
		stage = await openStage(scene().billing, {accounts: 60});
		await stage.press('4');
		return stage;
	};
	afterEach(async () => stage.close());

	const chosen = async () =>
		scene().database.query('select id, channel_id, uid from iptv_users_channels order by 1, 2');
	/** Rows of services that channels can be recorded for. */
	const recordable = ({list}: Stage) =>
		(list().rows as ReadonlyArray<Row<Subscription, Chooser>>).filter(
			({mark, theirs, ours}) =>
				(mark === '=' || mark === '~') && theirs?.sub_ch && ours && ours.service.tp_id !== null,
		);

	test.each(['zero', 'half'] as const)(
		'no choice is removed, whatever is pressed, while the portal lists too few channels: %s',
		async is => {
			const {press, to, portal, now, said, list} = await open();
			const before = await chosen();
			const onlyOurs = () => list().rows.filter(({mark}) => mark === '-').length;
			const left = onlyOurs();
			const withChoices = recordable(stage).filter(({ours}) => ours!.channels.length > 0);
			expect(withChoices.length).toBeGreaterThan(0);
			portal.misbehave({is, on: ({path}) => path.endsWith('/itv')});
			await press('r');
			for (const {key} of withChoices) {
				await to(key);
				await press('+');
				if (now().mode.is !== 'choose') continue;
				await press('down', 'enter');
				expect(now().mode.is).toBe('browse');
				expect(said()).toContain('none is removed from billing');
			}

			expect(await chosen()).toEqual(expect.arrayContaining([...before]));
			expect(onlyOurs()).toBe(left);
		},
	);
});
