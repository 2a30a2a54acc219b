/**
How one account of the demo and its records in billing differ. The codes are the kinds of difference that the console names; the
portal has only the account that the scenario needs.
*/
export type Scenario = (typeof specialScenarios)[number] | 'in-sync' | 'unknown' | 'customer-only';

/**
The scenario of the account at this index (from 0). Of twenty, twelve are in sync, three unknown to billing, one a customer without
TV service, and four special; so small portals have some of each kind, too. A `…-again` is the partner of the special scenario before it.
*/
export function scenarioAt(index: number): Scenario {
	if (index >= maxNumberedAccounts) return 'unknown';
	const [round, step] = [Math.floor(index / 5), index % 5];
	if (step === 4) return specialScenarios[round % specialScenarios.length]!;
	if (step !== 2) return 'in-sync';
	return round % 4 === 3 ? 'customer-only' : 'unknown';
}

/** With more, the account numbers would reach the TV ids that count down from 999999. */
const maxNumberedAccounts = 700_000;

/** A `…-again` has its partner so many accounts before it. */
export const partnerDistance = 5;

/** The account number of an account in sync, which is its TV id. */
export const accountNumberAt = (index: number): number => 100_001 + index;

/** A TV id that no account in sync has. */
export const unusedTvIdAt = (index: number): number => 999_999 - Math.floor(index / 5);

/** The MAC of the box at this index; each index has another. */
export function macAt(index: number): string {
	const digits = ((Math.imul(index + 1, 0x9e_37_79) + 0x12_34_56) & 0xff_ff_ff)
		.toString(16)
		.padStart(6, '0')
		.toUpperCase();
	return `00:1A:79:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4)}`;
}

/** The MAC of a box that is in billing alone. */
export const unusedMacAt = (index: number): string => macAt(8_000_000 + index);

/** Every fifth account has the next of these. */
const specialScenarios = [
	'on-but-disabled', // B1
	'tariff-differs', // C1
	'number-shared', // F2
	'number-shared-again',
	'number-missing', // A5
	'off-but-active', // B2
	'only-in-billing', // A3: besides an account in sync
	'conflict', // A4: the number matches one service, the MAC another
	'no-plan', // the plan without external id
	'mac-differs', // D1
	'mac-missing', // D2: in Stalker
	'customer-deleted', // B3
	'number-padded', // A5
	'number-word', // A5
	'number-long', // A5: seven digits
	'mac-missing-in-billing', // D2: in billing
	'mac-shared', // D3
	'mac-shared-again',
	'mac-in-two-services', // D4
	'mac-spelling', // D5
	'mac-foreign', // D6: not of Infomir's
	'mac-bad', // D6: no MAC at all
	'name-differs', // E1
	'phone-differs', // E1
	'balance-differs', // E2
	'end-date-differs', // E3: seen with internal billing only
	'tariff-default', // C4: no plan of its own
	'tariff-unknown', // C2
	'service-expired', // B3
	'login-case', // A4: two logins that differ in case alone
	'login-case-again',
	'login-dot',
	'login-space',
	'login-comma',
	'login-hash',
	'login-long',
	'login-mail',
	'login-suffixed', // <customer>_<TV id>
	'login-empty',
	'name-escapes', // colours, and a cleared screen
	'name-clipboard', // OSC 52
	'comment-bidi', // newline, overrides, a bell
	'number-twelve', // A5: a phone number; which stb and similar resources read as a MAC
	'number-not-tv-id', // A5
	'number-taken', // F2: another customer's TV id
	'only-in-billing-off', // A3: a service that is switched off
	'only-in-billing-never', // a service that was never activated: rightly absent
	'unknown-without-mac', // A1
	'unknown-without-plan', // A1
	'unknown-on-unknown-plan', // A1 and C2
	'customer-disabled', // B1: the customer, not the service
] as const;

/** All scenarios. */
export const scenarios: readonly Scenario[] = ['in-sync', 'unknown', 'customer-only', ...specialScenarios];
