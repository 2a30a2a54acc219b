/** The kinds of difference that a policy may fix, each with the systems that may be right; every other kind is left to people. */
export const policyUses = {
	A1: ['stalker'],
	A2: ['stalker'],
	A5: ['billing'],
	B1: ['billing'],
	B3: ['billing'],
	C1: ['billing'],
	C2: ['stalker'],
	E1: ['billing', 'stalker'],
	E2: ['billing'],
} as const;

export type PolicyKind = keyof typeof policyUses;

export const policyKinds = Object.keys(policyUses) as readonly PolicyKind[];

/** Kinds whose fix switches accounts off: a policy needs `allow_switch_off` for them. */
export const switchingOff: readonly PolicyKind[] = ['B1', 'B3'];
