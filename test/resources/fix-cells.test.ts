import {expect, test} from 'vitest';
import {resources} from '../../source/resources/index.ts';
import {differenceKinds, type DifferenceCode} from '../../source/sync/difference.ts';
import type {FixUse} from '../../source/sync/fix.ts';

/** Who decides where there is no fix. */
const person = 'a person decides';

/**
Every cell of the table of fixes: what fixes a kind where billing is right (Stalker is written), and where Stalker is right (billing is
written), as `resource fix`. A kind that is missing here, a fix that is missing, and one too many fail.
*/
const cells: Readonly<Record<DifferenceCode, Readonly<Record<FixUse, string>>>> = {
	A1: {billing: 'accounts delete-account', stalker: 'accounts add-service'},
	A2: {billing: 'accounts delete-account', stalker: 'accounts add-service'},
	A3: {billing: 'accounts create-account', stalker: 'accounts retire-service'},
	A4: {billing: person, stalker: person},
	A5: {billing: 'accounts set-number', stalker: person},
	B1: {billing: 'accounts switch-off', stalker: 'accounts activate-service'},
	B2: {billing: 'accounts switch-on', stalker: 'accounts disable-service'},
	B3: {billing: 'accounts switch-off', stalker: person},
	B4: {billing: 'accounts switch-off', stalker: person},
	B5: {billing: person, stalker: person},
	B6: {billing: person, stalker: person},
	C1: {billing: 'accounts set-plan', stalker: 'accounts take-plan'},
	C2: {billing: person, stalker: 'tariffs import-plan'},
	C3: {billing: person, stalker: 'tariffs hide-plan'},
	C4: {billing: 'accounts set-plan', stalker: person},
	C5: {billing: person, stalker: 'tariffs rename-plan'},
	D1: {billing: 'accounts set-mac', stalker: 'accounts take-mac'},
	D2: {billing: 'accounts set-mac', stalker: 'accounts take-mac'},
	D3: {billing: person, stalker: person},
	D4: {billing: person, stalker: person},
	D5: {billing: person, stalker: 'accounts respell-mac'},
	D6: {billing: person, stalker: person},
	E1: {billing: 'accounts set-person', stalker: 'accounts take-person'},
	E2: {billing: 'accounts set-balance', stalker: person},
	E3: {billing: 'accounts set-end-date', stalker: 'accounts take-end-date'},
	F1: {billing: person, stalker: 'stb register-box'},
	F2: {billing: person, stalker: person},
	G1: {billing: person, stalker: 'channels import-channels'},
	G2: {billing: person, stalker: 'channels import-channels'},
	G3: {billing: person, stalker: 'channels import-channels'},
	G4: {billing: person, stalker: person},
	H1: {billing: 'subscriptions send-choices', stalker: 'subscriptions record-choices'},
	H2: {billing: 'subscriptions drop-missing-channels', stalker: person},
	H3: {billing: person, stalker: 'subscriptions retire-service'},
	V1: {billing: person, stalker: person},
};

const declared = (kind: DifferenceCode, use: FixUse): string =>
	resources
		.flatMap(({name, fixes = []}) =>
			fixes.filter(fix => fix.use === use && fix.kinds.includes(kind)).map(fix => `${name} ${fix.name}`),
		)
		.join(', ') || person;

test.each(
	(Object.keys(cells) as DifferenceCode[]).flatMap(kind =>
		(['billing', 'stalker'] as const).map(use => [kind, use, cells[kind][use]] as const),
	),
)('%s, %s is right: %s', (kind, use, expected) => {
	expect(declared(kind, use)).toBe(expected);
});

test('every kind of difference is in the table', () => {
	expect(Object.keys(cells)).toEqual(Object.keys(differenceKinds));
});

test('what may interrupt TV asks for the count, and says whether somebody is watching', () => {
	const taking = resources.flatMap(resource =>
		(resource.fixes ?? []).flatMap(fix => {
			if ('changes' in fix) return fix.interruptsTv ? [`${resource.name} ${fix.name}`] : [];
			const action = resource.actions.find(({name}) => name === fix.action)!;
			return action.scope === 'rows' && action.confirmation === 'typed-count'
				? [`${resource.name} ${fix.name}`]
				: [];
		}),
	);
	expect(taking).toEqual([
		'accounts switch-off',
		'accounts set-plan',
		'accounts set-mac',
		'accounts set-end-date',
		'accounts delete-account',
		'subscriptions send-choices',
	]);
	for (const name of new Set(taking.map(one => one.split(' ')[0])))
		expect(resources.find(one => one.name === name)?.isOnline, name).toBeDefined();
});

test('no fix writes from a row that a person has to resolve: kinds that make a row ! have none', () => {
	for (const [kind, {mark}] of Object.entries(differenceKinds))
		if (mark === '!') expect(cells[kind as DifferenceCode]).toEqual({billing: person, stalker: person});
});
