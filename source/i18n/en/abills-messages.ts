type Places = {readonly places: readonly string[]};
type Tables = {readonly tables: readonly string[]};
type At = {readonly where: string};
/** `schema`: the database of the console's own tables. */
type AtSchema = At & {readonly schema: string};
/** Parts of a sentence, in the same language. */
type Reasons = {readonly reasons: readonly unknown[]};

/** English: what is wrong with an ABillS database. Those without a full stop are parts of a sentence. */
export const abillsMessages = {
	'abills-missing': ({places}: Places) =>
		`${places.join(', ')} missing, or not visible to this user; ABillS 0.82 or newer has it, and stalker-console db attach --print-grants prints the rights`,
	'abills-rights': ({rights}: {readonly rights: readonly string[]}) =>
		`the user lacks rights: ${rights.join(', ')}; stalker-console db attach --print-grants prints them`,
	'abills-booleans': ({places}: Places) =>
		`the copy turned codes into yes and no (${places.join(', ')}); copy again with tinyint cast to smallint`,
	'abills-empty': ({tables}: Tables) =>
		`${tables.join(', ')} is empty although other tables have rows that belong to it: rows were lost; copy or restore them again`,
	'abills-engine': ({engine, tables}: Tables & {readonly engine: string}) =>
		`${tables.join(', ')} have no transactions (${engine}); convert them with ALTER TABLE … ENGINE=InnoDB`,
	'abills-view': ({tables}: Tables) => `${tables.join(', ')} is a view`,
	'abills-server-read-only': () => 'the server is read-only; use the address of the primary server',
	'abills-unknown-column': ({column, type}: {readonly column: string; readonly type: string}) =>
		`the column ${column} (${type}) must have a value that this program does not know; give it a default`,
	'abills-copy': () => 'it is a copy, and nothing written to it would reach ABillS',
	'abills-not-attached': () =>
		"the console's own tables are not made yet; stalker-console db attach makes them",
	'billing-unfit': ({where, reasons}: At & Reasons) =>
		`The ABillS database at ${where} cannot be used: ${reasons.join('; ')}.`,
	'billing-no-abills': ({where}: At) =>
		`${where} has no ABillS tables that this user may see; check the database's name and the rights (stalker-console db attach --print-grants).`,
	'billing-abills-read-only': ({reasons}: Reasons) => `Billing is read-only: ${reasons.join('; ')}.`,
	'billing-session': ({where}: At) =>
		`The server at ${where} did not accept the session settings (sql_mode), without which nothing is safe to send; check its version and init_connect.`,
	'billing-unknown-column': ({name}: {readonly name: string}) =>
		`Billing has a column that must have a value and that this program does not know${name === '' ? '' : ` (${name})`}; run stalker-console doctor.`,
	'abills-no-migrate': ({where}: At) =>
		`The tables at ${where} belong to ABillS and are not changed; the console reads them as they are.`,
	'abills-no-attach': ({where}: At) =>
		`${where} is no MariaDB database of ABillS, so there is nothing to attach; stalker-console db status says what it is.`,
	'abills-no-portal': ({
		services,
	}: {
		readonly services: ReadonlyArray<{readonly id: number; readonly name: string}>;
	}) =>
		`ABillS has no Stalker TV service for this portal${services.length === 0 ? '' : ` (it has ${services.map(({id, name}) => `${id} ${name}`).join(', ')})`}; add one there: Settings, Television, TV services, module Stalker_api.`,
	'abills-cannot-attach': ({where, reasons}: At & Reasons) =>
		`${where} cannot be written, so nothing was attached: ${reasons.join('; ')}.`,
	'abills-would-attach': ({where, schema}: AtSchema) =>
		`The database ${schema} would be made on ${where}, with the console's own tables; those of ABillS stay as they are. The user needs these rights:`,
	'abills-attached': ({where, schema}: AtSchema) =>
		`${where} is attached. The console's own tables are in ${schema}; drop database ${schema} removes them.`,
	'abills-attached-already': ({where, schema}: AtSchema) =>
		`${where} is attached: the console's own tables are in ${schema}.`,
	'abills-no-own-rights': ({where, schema}: AtSchema) =>
		`The user may not make the database ${schema} at ${where}; run the statements that stalker-console db attach --print-grants prints.`,
	'abills-no-right': ({right}: {readonly right: string}) =>
		`The database's user lacks the right ${right}, which this needs. The command db attach --print-grants prints all rights.`,
	'abills-no-bill': () =>
		'The customer has no bill in ABillS: a TV service of his would stop the nightly charging of everybody. Give him a bill there first.',
	'abills-unbilled': ({list}: {readonly list: readonly string[]}) =>
		`TV services of customers without a bill end ABillS’ nightly charging for everybody: ${list.join(', ')}; give them a bill there`,
	'ask-activation': ({plan, value}: {readonly plan: string; readonly value: string}) =>
		`The plan “${plan}” has an activation price of ${value}, which is not taken here: take it in ABillS.`,
	'ask-far-number': ({tvId, most}: {readonly tvId: number; readonly most: number}) =>
		`The TV id ${tvId} lies far above the largest one (${most}); ABillS would number its own services from there on, even after an undo.`,
	'ask-login-form': ({login}: {readonly login: string}) =>
		`ABillS’ own forms would refuse the login “${login}”; its lists and charging take it.`,
	'ask-licence': ({n, licensed}: {readonly n: number; readonly licensed: number | null}) =>
		licensed === null
			? `It would be customer ${n}. Where that is more than ABillS’ licence allows (about 1000 without a key), no customer’s card opens any more.`
			: `It would be customer ${n} of the ${licensed} that ABillS’ licence allows.`,
	'ask-empty-domain': ({domain, n}: {readonly domain: number; readonly n: number}) =>
		`Domain ${domain} of ABillS has no customer; the other domains have ${n}. Check billing.domain in the configuration first.`,
	'licence-reached': ({licensed}: {readonly licensed: number}) =>
		`ABillS’ licence allows ${licensed} customers, and there are as many, deleted ones included; one more, and no customer’s card opens. Extend the licence, then set billing.customers.`,
	'abills-mysql': ({version}: {readonly version: string}) =>
		`the server is MySQL ${version}, on which this program has not been tried`,
};
