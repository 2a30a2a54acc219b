import {createDifferenceFormatter} from '../format-difference.ts';

/** The name of each kind of difference, shown before the values. */
export const differences = {
	A1: 'not in billing',
	A2: 'customer in billing, but not this TV service',
	A3: 'not in Stalker',
	A4: 'identifiers match different services or accounts',
	A5: 'account number is not the TV id',
	B1: 'on in Stalker, off in billing',
	B2: 'off in Stalker, on in billing',
	B3: 'on, but expired in billing',
	B4: 'on, but not active yet in billing',
	B5: 'off and in debt',
	B6: 'on and in debt',
	C1: 'tariff plan differs',
	C2: 'tariff plan not in billing',
	C3: 'tariff plan not in Stalker',
	C4: 'default tariff plan, or none',
	C5: 'external id or name needs a look',
	D1: 'MAC differs',
	D2: 'MAC on one side only',
	D3: 'MAC of several accounts',
	D4: 'MAC of several services',
	D5: 'MAC spelled differently',
	D6: 'not the MAC of an Infomir box',
	E1: 'name or phone differs',
	E2: 'balance differs',
	E3: 'expiry differs',
	F1: 'box not registered in billing',
	F2: 'account number of several',
	G1: 'channel not in billing',
	G2: 'channel not in Stalker',
	G3: 'name or number differs',
	G4: 'id of several channels',
	H1: 'chosen channels differ',
	H2: 'chosen channel does not exist',
	H3: 'chosen in billing, box not in Stalker',
	V1: 'unreadable record',
};

/** The names of the values of a status in a difference. */
export const differenceStates = {
	on: 'on',
	off: 'off',
	deleted: 'deleted',
	expired: 'expired',
	debt: 'in debt',
};

/** A difference as one text. */
export const formatDifference = createDifferenceFormatter({
	differences,
	billing: 'billing',
	states: differenceStates,
});

/** The values that the sentence of a difference is made from. */
export type DifferenceText = Parameters<typeof formatDifference>[0];
