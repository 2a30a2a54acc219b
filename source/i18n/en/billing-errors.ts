type AtAddress = {readonly where: string};

/** `isRead`: the statement would have changed nothing. */
type OfStatement = AtAddress & {readonly isRead?: boolean};

/** The name of a table, column or constraint in parentheses: ` (iptv_services)`; `''` for none. */
const nameSuffix = (name: string): string => (name === '' ? '' : ` (${name})`);

type WithName = {readonly name: string};

/** English: errors of billing. `where` is `host:port/name`. */
export const billingErrorMessages = {
	'billing-silent': ({where, isRead}: OfStatement) =>
		isRead
			? `Billing at ${where} timed out. Try again.`
			: `Billing at ${where} timed out: whether the last statement was carried out is not known. Check again.`,
	'billing-late': ({where}: AtAddress) =>
		`Billing at ${where} did not answer in time; check the address and the firewall.`,
	'billing-broke': ({where, isRead}: OfStatement) =>
		isRead
			? `The connection to billing at ${where} broke. Try again.`
			: `The connection to billing at ${where} broke: whether the last statement was carried out is not known. Check again.`,
	'billing-tls': ({where}: AtAddress) =>
		`Billing at ${where} and this program do not agree on TLS; check sslmode in the address.`,
	'billing-untrusted': ({where}: AtAddress) =>
		`The certificate of the database server at ${where} is not trusted: it is self-signed, or of an authority of its own. Name the file with that certificate (PEM) in the address: ?sslmode=verify-full&sslrootcert=FILE of PostgreSQL, ?ssl=FILE of MariaDB.`,
	'billing-other-name': ({where}: AtAddress) =>
		`The certificate of the database server at ${where} is for another host. Write the host in the address as the certificate names it; PostgreSQL takes sslmode=verify-ca, too.`,
	'billing-expired': ({where}: AtAddress) =>
		`The certificate of the database server at ${where} has expired. Renew it there.`,
	'billing-no-tls': ({where}: AtAddress) =>
		`The database server at ${where} offers no TLS. Enable it there (ssl = on), or write sslmode=disable in the address.`,
	'billing-wants-tls': ({where}: AtAddress) =>
		`The database server at ${where} lets nobody in without TLS. Write sslmode=require in the address.`,
	'billing-standby': ({where}: AtAddress) =>
		`The server of ${where} is a standby, which only reads: nothing can be written there. Name the primary server in the address.`,
	'billing-sessions-read-only': ({where}: AtAddress) =>
		`Sessions at ${where} are read-only (default_transaction_read_only): nothing can be written there. Set it to off for the database or the user.`,
	'billing-rights': ({where, tables}: AtAddress & {readonly tables: readonly string[]}) =>
		`This user may not write these tables at ${where}: ${tables.join(', ')}. Let their owner run GRANT INSERT, UPDATE, DELETE on them.`,
	'billing-service': () =>
		'The database address names a service of pg_service.conf, which this program does not read. Write host, port, database and user instead.',
	'billing-parameter': ({name}: {readonly name: string}) =>
		`The database address has a parameter “${name}”, which PostgreSQL does not know. A setting of the session is written options=-c%20NAME%3DVALUE.`,
	'billing-several-hosts': () =>
		'The database address names several hosts, and this program connects to one. Name the one that takes writes.',
	'billing-sslmode': ({value}: {value: string}) =>
		`The database address has sslmode=${value}; it takes disable, require, verify-ca and verify-full.`,
	'billing-file': ({file}: {file: string}) =>
		`The database address names the file ${file}, which cannot be read. Check its name and rights.`,
	'billing-state': ({where, state}: AtAddress & {readonly state: string}) =>
		`Billing at ${where} refused a statement (SQLSTATE ${state}).`,
	'billing-failed': ({where, state}: AtAddress & {readonly state: string}) =>
		`Billing at ${where} failed${nameSuffix(state)}.`,
	'billing-nobody': ({where}: AtAddress) =>
		`Connection refused at ${where}; check that the database server runs and the address is right.`,
	'billing-no-host': ({where}: AtAddress) =>
		`The host of ${where} is not known; check the database's address.`,
	'billing-no-names': ({where}: AtAddress) =>
		`The host of ${where} could not be looked up; check the name server.`,
	'billing-no-way': ({where}: AtAddress) => `The host of ${where} cannot be reached; check the network.`,
	'billing-no-access': ({where}: AtAddress) =>
		`${where} may not be opened; check the permissions of the directory.`,
	'billing-disk-full': ({where}: AtAddress) => `The disk of ${where} is full; make room there.`,
	'billing-memory': ({where}: AtAddress) => `The server of ${where} is out of memory; try again later.`,
	'billing-password': ({where}: AtAddress) =>
		`Billing at ${where} does not take this user and password; check them.`,
	'billing-password-expired': ({where}: AtAddress) =>
		`The password of the database user of ${where} has expired; set a new one there (alter user … identified by …) and in the configuration.`,
	'billing-account-locked': ({where}: AtAddress) =>
		`The database user of ${where} is locked; an administrator unlocks it (alter user … account unlock).`,
	'billing-no-entry': ({where}: AtAddress) =>
		`Billing at ${where} does not let this user in; check the user and the server's pg_hba.conf.`,
	'billing-no-database': ({where}: AtAddress) =>
		`There is no database ${where}; create it, or correct the address.`,
	'billing-crowded': ({where}: AtAddress) =>
		`Billing at ${where} has no connection to spare; try again later.`,
	'billing-starting': ({where}: AtAddress) =>
		`Billing at ${where} is starting up or shutting down; try again.`,
	'billing-no-right': ({where, name}: AtAddress & WithName) =>
		`The database user of ${where} lacks a right${nameSuffix(name)}; grant it.`,
	'billing-no-grant': ({where, name}: AtAddress & WithName) =>
		`The database user of ${where} lacks a right${nameSuffix(name)}; stalker-console db attach --print-grants prints the statements that give it.`,
	'billing-read-only': ({where}: AtAddress) =>
		`Billing at ${where} is read-only for this user; nothing can be written.`,
	'billing-no-table': ({where, name}: AtAddress & WithName) =>
		`Billing at ${where} lacks a table${nameSuffix(name)}: see stalker-console db status. Where that says ready, the table was removed, or search_path hides it.`,
	'billing-no-schema': ({where}: AtAddress) =>
		`Billing at ${where} has no schema to look in; check the user's search_path.`,
	'billing-no-column': ({where}: AtAddress) =>
		`A table of billing at ${where} lacks a column: see stalker-console db status. Where that says ready, the column was removed by hand.`,
	'billing-doubled': ({name}: WithName) =>
		`Billing already has such a row${nameSuffix(name)}; read it again.`,
	'billing-reference': ({name}: WithName) =>
		`A row that this one refers to is gone, or others refer to it${nameSuffix(name)}; read it again.`,
	'billing-too-long': () => 'A text is longer than its column in billing; shorten it in the portal.',
	'billing-character': () =>
		'A text has a character that the database cannot hold; correct it in the portal.',
	'billing-too-large': () => 'A number is larger than its column in billing can hold.',
	'billing-faster': () => 'Another transaction changed the same rows; try again.',
	'billing-deadlock': () => 'Deadlock; try again.',
	'billing-held': () => 'Another transaction holds these rows; try again.',
	'billing-stopped': ({where}: AtAddress) =>
		`A statement at ${where} took too long and was stopped; try again, or raise statement_timeout there.`,
	'billing-empty': ({where}: AtAddress) =>
		`Billing at ${where} has no tables yet; run stalker-console db migrate.`,
	'billing-outdated': ({where}: AtAddress) =>
		`The tables at ${where} are of an older version; run stalker-console db migrate.`,
	'billing-unreleased': ({where}: AtAddress) =>
		`The tables at ${where} were made by an unreleased version and have another shape. Make a new database, run stalker-console db migrate there, and add the accounts again.`,
	'billing-newer': ({where}: AtAddress) =>
		`The tables at ${where} are of a newer version of this program; update it.`,
	'billing-foreign': ({where, tables}: AtAddress & {readonly tables: readonly string[]}) =>
		`${where} has tables that this program did not make (${tables.join(', ')}); give it a database of its own.`,
	'billing-locked': ({directory}: {directory: string}) =>
		`The embedded billing in ${directory} is open in another process; close that one first.`,
	'billing-address': () =>
		'The database address is not understood; it is postgresql://user@host:port/database, mariadb://user@host:port/database of ABillS, or embedded: for a database of your own.',
	'billing-no-service': ({service}: {service: number}) =>
		`Billing has no Stalker service ${service}: correct the setting (service = ID).`,
	'billing-which-service': () =>
		'Billing has Stalker services already: say which one is this portal (service = ID).',
};
